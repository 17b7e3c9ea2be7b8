"""Programs that try to break a whole site: kills, faults, nonsense, clashes, leaks. `make torture` runs them all."""
