"""What the survey measures: the dimensions of satisfaction, and the topics of information."""

# The eight dimensions of Downs and Hazen (1977), under our own names.
DIMENSIONS = (
    "climate",
    "superiors",
    "integration",
    "media",
    "horizontal",
    "perspective",
    "subordinates",
    "feedback",
)
TOPICS = (
    "work",
    "judged",
    "pay",
    "rules",
    "results",
    "decisions",
    "changes",
    "failures",
    "publics",
    "training",
)
