"""LNT: what the linter reports about itself."""
