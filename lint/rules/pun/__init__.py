"""Punctuation: marks in the wrong width, doubled, broken, unbalanced or mixed."""
