"""Who may do what in the voice loop, and why not."""
