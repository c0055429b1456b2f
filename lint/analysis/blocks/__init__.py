"""The blocks of a text: its non-blank lines, each with its kind and its place on the page.

A paragraph that OCR kept whole is one line, so a block is one line. Where a paragraph was cut into several
lines, `lint.analysis.layout.line_joins` says which of them belong together; rules of stage 2 see them
rejoined.
"""
