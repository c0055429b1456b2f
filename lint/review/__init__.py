"""Going through findings: cards, groups, one state, and two faces for it."""
