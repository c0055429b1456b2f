"""Spacing: letter-spaced text, stray blanks, odd and invisible blanks."""
