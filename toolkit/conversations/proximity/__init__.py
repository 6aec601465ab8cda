"""What the index from proselytism to proximity is made of: evidence, components, pillars, doubt."""
