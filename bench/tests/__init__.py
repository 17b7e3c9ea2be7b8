"""Tests of the measuring itself. They never assert a time."""
