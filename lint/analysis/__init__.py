"""Facts about a text, which rules ask for. Tables are read on first use: an import costs nothing."""
