"""Facts about punctuation: widths, brackets, quotation marks."""
