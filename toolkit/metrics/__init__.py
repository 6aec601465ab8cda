"""One module per question; a measure joins by being there."""
