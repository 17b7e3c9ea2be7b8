"""Reads of the policy loop, by noun; each starts from the asker."""
