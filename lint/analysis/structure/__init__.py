"""Facts about structure: headings and titles."""
