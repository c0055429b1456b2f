"""What rules ask: words, character bigrams, confusable characters, script tables.

Every table is read on first use, so importing a module here costs nothing.
"""
