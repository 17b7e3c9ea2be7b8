"""Guards about the whole code base. Each says what it found and what was expected."""
