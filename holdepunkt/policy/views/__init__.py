"""Views of the policy loop, by noun."""
