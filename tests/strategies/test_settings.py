"""Profiles leave no field to chance, and Hypothesis finds our types: in fresh interpreters, with and without CI."""
from __future__ import annotations

import inspect
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from theorycheck.drawn import DrawnArray, DrawnNetwork
from theorycheck.statement.claim import Claim
from theorycheck.statement.sorts import Real
from theorycheck.statement.statements import Statement
from theorycheck.strategies import PROFILES, profile, register_profiles

ROOT = Path(__file__).parents[2]
FIELDS = [name for name in inspect.signature(settings.__init__).parameters if name not in ("self", "parent")]


def test_profiles_are_registered_without_touching_the_current_one() -> None:
    before = settings().max_examples
    register_profiles()
    assert repr(settings.get_profile("theorycheck-ci")) == repr(profile("ci")) and settings().max_examples == before


@pytest.mark.parametrize("name", PROFILES)
def test_a_profile_writes_down_every_field_that_this_hypothesis_has(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new field in a new release fails here, until somebody has decided about it."""
    given_fields: dict[str, object] = {}
    real = settings.__init__

    def watched(self: settings, parent: settings | None = None, **fields: object) -> None:
        given_fields.update(fields)
        real(self, parent, **fields)  # type: ignore[arg-type]

    monkeypatch.setattr(settings, "__init__", watched)
    made = profile(name)
    assert sorted(given_fields) == sorted(FIELDS)
    assert all(getattr(made, field) == value for field, value in given_fields.items() if field != "phases")


def _run(code: str, ci: bool, *, folder: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CI", "HYPOTHESIS"))}
    environment |= {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"} | ({"CI": "true"} if ci else {})
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


EXPLORE = """
from hypothesis import given, settings, strategies as st
from theorycheck.strategies import profile
print(settings().derandomize)
for name in ("ci", "thorough"):
    seen = []
    given(st.integers(0, 2**60))(settings(profile(name), max_examples=30)(lambda number: seen.append(number)))()
    print(len(seen), sum(seen))
"""


def test_ci_changes_nothing_that_we_explore(tmp_path: Path) -> None:
    """Hypothesis derandomizes where CI is set; ours explore the same examples, or new ones, as their profile says."""
    plain, in_ci = (_run(EXPLORE, ci, folder=tmp_path).splitlines() for ci in (False, True))
    assert (plain[0], in_ci[0]) == ("False", "True")  # seen to matter: Hypothesis' own default does change
    assert plain[1] == in_ci[1] and plain[1].startswith("30 ")
    assert plain[2] != in_ci[2] and in_ci[2].startswith("30 ")


def test_hypothesis_finds_our_types_through_its_entry_point_and_loads_no_mathematics(tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    entry = project["entry-points"]["hypothesis"]
    metadata = tmp_path / "declared-0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: declared\nVersion: 0\n")
    (metadata / "entry_points.txt").write_text("[hypothesis]\n" + "".join(f"{k} = {v}\n" for k, v in entry.items()))
    code = """
import sys
import hypothesis, hypothesis.strategies as st
print([m for m in ("theorycheck.drawn", "sympy", "numpy") if m in sys.modules])
from theorycheck.drawn import DrawnNetwork
from hypothesis import find
print(find(st.from_type(DrawnNetwork), lambda network: True))
"""
    loaded, network = _run(code, False, folder=tmp_path).splitlines()
    assert loaded == "['theorycheck.drawn']"
    assert network == "DrawnNetwork((1, 1), 'integers', seed=0, index=0)"


@profile("quick")
@given(st.data())
@pytest.mark.parametrize("kind", [Claim, Statement, Real, DrawnArray, DrawnNetwork])
def test_types_have_strategies(kind: type, data: st.DataObject) -> None:
    assert isinstance(data.draw(st.from_type(kind)), kind)
