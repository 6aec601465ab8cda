"""A small firm before it speaks: its profile, its time, its risks, and whether to go at all."""
