"""Tests of the ui slice."""
