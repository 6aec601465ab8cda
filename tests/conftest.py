"""Options of the whole test run."""

import pytest
from hypothesis import settings

settings.register_profile("vivevoix", deadline=None)  # a busy machine is no bug
settings.load_profile("vivevoix")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--write-golden",
        action="store_true",
        help="accept what the importers read today as what is expected of them",
    )
