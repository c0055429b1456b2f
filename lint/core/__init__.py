"""The text, its findings and fixes, and what all share; nothing here imports another room."""
