"""The subjects of which organisations speak, by their agreed names."""

SUBJECTS = (
    "prices",
    "products",
    "service",
    "events",
    "hiring",
    "work_life",
    "training",
    "projects",
    "results",
    "environment",
    "community",
    "tools",
)
