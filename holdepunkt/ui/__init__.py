"""The ui slice."""
