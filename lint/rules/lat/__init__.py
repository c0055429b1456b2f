"""Latin and other scripts where they do not belong."""
