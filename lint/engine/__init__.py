"""Selecting rules and running them on one document."""
