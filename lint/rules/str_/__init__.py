"""STR: headings, page furniture, order and gaps: the structure of the document."""
