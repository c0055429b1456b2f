"""What people said about findings: events in a file beside the text, folded, anchored and replayed."""
