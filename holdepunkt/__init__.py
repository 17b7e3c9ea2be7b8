"""Holdepunkt: from what a municipality promised to what it did."""

__version__ = "0.2.0"
