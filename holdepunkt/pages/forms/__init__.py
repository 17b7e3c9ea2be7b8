"""Forms of the pages, by room."""
