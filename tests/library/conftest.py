"""The library checked once for all tests here, with an empty ledger and the budget of the report's quick profile."""

from __future__ import annotations

from pathlib import Path

import pytest

from theorycheck.pipeline import Options
from theorycheck.session import Result, Session
from theorycheck.statement.discovery import catalogue
from theorycheck.statement.hints import Hints
from theorycheck.statement.statements import Statement

PROFILE = "quick"


def unaided(statement: Statement) -> Statement:
    """The statement without the example that its author knows."""
    return Statement(statement.given, statement.conclude, Hints(statement.hints.symmetry))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the certificates of the run lie."""
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="session")
def results(folder: Path) -> list[Result]:
    """Every claim of the package, checked."""
    return Session(Options(profile=PROFILE, folder=folder)).run(catalogue())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that look at the checked library run in one worker: it takes a minute and a half to check."""
    for item in items:
        if "results" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("library"))
