"""What a reader sees: cards, figures and the explorer; a view draws a release, computes nothing."""
