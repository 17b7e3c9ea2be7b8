"""Pure rules of the policy loop, by noun."""
