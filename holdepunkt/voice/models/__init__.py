"""The rows of the voice loop."""
