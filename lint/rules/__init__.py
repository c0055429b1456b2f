"""The rules: `base` says what one is, `pattern` makes them from data, the rest is one folder a family."""
