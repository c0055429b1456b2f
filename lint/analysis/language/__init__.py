"""Facts about language: words, bigrams, confusable characters, and likely corrections."""
