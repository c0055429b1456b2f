"""Facts about regions of a text: fences, code, markup, protected spans."""
