"""Encoding: broken, invisible and misread characters, and what an engine left of its markup."""
