"""Forms of the policy loop, by noun."""
