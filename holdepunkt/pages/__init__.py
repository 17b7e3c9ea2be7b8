"""The pages slice."""
