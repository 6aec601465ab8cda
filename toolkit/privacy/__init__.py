"""What keeps people safe: pseudonyms, the gate that hides small groups, and its ledger."""
