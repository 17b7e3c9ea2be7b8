"""Views of the pages slice."""
