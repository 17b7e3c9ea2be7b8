"""The only writers of the slice."""
