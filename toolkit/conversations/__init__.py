"""What several measures share: reading tables, who answers whom, how long the public waits."""
