"""Facts about repetition: within words, of passages, between documents."""
