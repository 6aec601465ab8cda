"""Advice, one module for each theme: what at risk justifies which action."""
