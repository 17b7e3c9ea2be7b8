"""Holdepunkt: from what a municipality promised to what it did."""

__version__ = "0.1.0"
