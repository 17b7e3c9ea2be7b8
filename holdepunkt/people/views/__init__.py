"""Pages of people: signing in, and setting up the municipality."""
