"""Script: Traditional in Simplified text and the reverse, variant forms."""
