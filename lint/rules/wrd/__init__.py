"""WRD: confusable, substituted, dropped or added characters."""
