"""The only writers of the policy loop, by noun."""
