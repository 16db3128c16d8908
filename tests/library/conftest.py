"""The library checked once for all tests here, with an empty ledger and a small budget."""

from __future__ import annotations

from pathlib import Path

import pytest

from theorycheck.pipeline import Options
from theorycheck.session import Result, Session
from theorycheck.statement.discovery import catalogue

EXAMPLES = 600
DRAWS = 4_000  # for claims about probabilities: draws are cheap, and evidence against a constant takes many
CHANCE = (
    "geometry.random_hyperplanes_concentrate",
    "geometry.random_hyperplanes_measure_angles",
    "optimality.random_symmetric_matrix_definite",
)


def budget_of(name: str) -> int:
    """How many networks a claim of the library may cost here."""
    return DRAWS if name in CHANCE else EXAMPLES


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the certificates of the run lie."""
    return tmp_path_factory.mktemp("certificates")


@pytest.fixture(scope="session")
def results(folder: Path) -> list[Result]:
    """Every claim of the package, checked."""
    rest = [entry for entry in catalogue() if entry.id not in CHANCE]
    return [
        *Session(Options(examples=EXAMPLES, folder=folder)).run(rest),
        *Session(Options(examples=DRAWS, folder=folder)).run(catalogue(CHANCE)),
    ]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that look at the checked library run in one worker: it takes a minute and a half to check."""
    for item in items:
        if "results" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("library"))
