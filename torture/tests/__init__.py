"""Short tortures, and that the torturers see what is wrong."""
