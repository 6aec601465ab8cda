"""What was said, whatever the platform, as rows of the agreed tables: importers write it here."""
