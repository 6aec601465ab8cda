"""What only the consultant sees: it reads the vault, and nothing of it enters a report."""
