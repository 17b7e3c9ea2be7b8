"""The pages of the voice loop."""
