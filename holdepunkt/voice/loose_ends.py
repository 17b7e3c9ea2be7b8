"""What waits in the voice loop."""
