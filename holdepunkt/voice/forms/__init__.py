"""The forms of the voice loop."""
