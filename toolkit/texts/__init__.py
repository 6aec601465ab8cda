"""Reading outward texts: what their words do, by cues that a consultant can check."""
