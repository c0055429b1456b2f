"""Layout: lines, paragraphs and sentences that the page cut apart."""
