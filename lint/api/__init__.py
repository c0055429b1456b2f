"""Checking and fixing texts from Python: what `lint` itself offers."""
