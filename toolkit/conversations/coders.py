"""Who codes messages: the machine, people, and people together."""

MACHINE = "vivevoix@1"  # what the classifier says; its version changes with its weights
