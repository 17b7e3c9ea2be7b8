"""What a developer's machine needs around the product: set-up, run, test, check. Standard library first."""
