"""What a run found, and one module per form in which it is told."""
