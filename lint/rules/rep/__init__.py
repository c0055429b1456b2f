"""REP: words doubled, passages repeated, text that runs in a circle."""
