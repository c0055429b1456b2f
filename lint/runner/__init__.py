"""A run over many files: finding them, worker processes, the cache."""
