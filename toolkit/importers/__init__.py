"""One module per platform: its files, and how each becomes rows of the agreed tables."""
