"""Reading the voice loop, always from the one who asks."""
