"""Running the house: fitness checks, logs, measures, the clockwork, backup, restore and moving house."""
