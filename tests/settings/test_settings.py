"""A flag beats the environment, which beats pyproject, which beats the default; and each says where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from theorycheck.errors import OptionError
from theorycheck.settings import DEFAULTS, TYPES, Setting, resolve


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in TYPES:
        monkeypatch.delenv(f"THEORYCHECK_{name.upper()}", raising=False)
    (tmp_path / "pyproject.toml").write_text('[tool.theorycheck]\nprofile = "deep"\nseed = 7\n')
    return tmp_path


def test_defaults_are_complete(folder: Path) -> None:
    assert set(DEFAULTS) == set(TYPES)
    (folder / "pyproject.toml").unlink()
    assert resolve({}, folder)["backend"] == Setting("auto", "default")


def test_each_source_beats_the_one_below(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = str(folder / "pyproject.toml")
    assert resolve({}, folder)["seed"] == Setting(7, path)
    monkeypatch.setenv("THEORYCHECK_SEED", "8")
    assert resolve({}, folder)["seed"] == Setting(8, "THEORYCHECK_SEED")
    assert resolve({"seed": 9}, folder)["seed"] == Setting(9, "--seed")
    assert resolve({"seed": 0}, folder)["seed"] == Setting(0, "--seed")
    assert resolve({"seed": None}, folder)["profile"] == Setting("deep", path)


def test_the_nearest_pyproject_counts(folder: Path) -> None:
    inner = folder / "inner"
    inner.mkdir()
    assert resolve({}, inner)["seed"].value == 7
    (inner / "pyproject.toml").write_text("")
    assert resolve({}, inner)["seed"].origin == "default"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[tool.theorycheck]\nsead = 1", r"\[tool.theorycheck\] has no setting sead .* known are profile, seed"),
        ("[tool.theorycheck]\nseed = 'x'", "seed='x' is not a whole number"),
        ("[tool.theorycheck", "pyproject.toml cannot be read"),
    ],
)
def test_what_makes_no_sense_is_told(folder: Path, text: str, sentence: str) -> None:
    (folder / "pyproject.toml").write_text(text)
    with pytest.raises(OptionError, match=sentence):
        resolve({}, folder)


def test_a_variable_that_makes_no_sense_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THEORYCHECK_SECONDS", "soon")
    with pytest.raises(OptionError, match=r"seconds='soon' is not a number \(in THEORYCHECK_SECONDS\)"):
        resolve({}, folder)
