"""The README and docs/ are executed word for word, and their links lead somewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from theorycheck.verdicts import Verdict

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
RUNNABLE = [page for page in PAGES if "```sh exit=" in page.read_text(encoding="utf-8")]

INSTALL = 'python3 -m venv .venv && .venv/bin/pip install -q -c constraints.txt -e ".[test]" && '
TESTS = ".venv/bin/pytest -n auto --dist loadgroup"


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", RUNNABLE, ids=_name)
def test_the_page_can_be_followed_word_for_word(page: Path, tmp_path: Path) -> None:
    """Files are saved, commands typed in order; each ends with the code the page says and prints the lines it shows."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("THEORYCHECK")} | {"PATH": path}
    printed = ""
    for block in BLOCK.finditer(page.read_text(encoding="utf-8")):
        info, body = block["info"], block["body"]
        if file := re.search(r"file=(\S+)", info):
            (tmp_path / file[1]).write_text(body, encoding="utf-8")
        elif code := re.search(r"^sh exit=(\d+)", info):
            done = subprocess.run(
                ["bash", "-euc", body], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
            )
            printed = done.stdout
            assert done.returncode == int(code[1]), f"{body}\n{done.stdout}\n{done.stderr}"
        elif info == "text":
            _in_order(body.splitlines(), printed)


def _in_order(lines: list[str], printed: str) -> None:
    place = 0
    for line in lines:
        found = re.compile(r"\s+".join(map(re.escape, line.split()))).search(printed, place)
        assert found, f"the page shows {line!r}, printed was:\n{printed}"
        place = found.end()


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", BLOCK.sub("", page.read_text(encoding="utf-8"))):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_no_page_has_placeholders(page: Path) -> None:
    assert not re.search(r"TODO|TBD|FIXME|lorem|coming soon", page.read_text(encoding="utf-8"))


def test_every_page_can_be_reached_from_the_index() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    decisions = (ROOT / "docs" / "decisions" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"({page.name})" in index, page.name
    for page in (ROOT / "docs" / "decisions").glob("0*.md"):
        assert f"({page.name})" in decisions, page.name


def test_the_page_of_verdicts_says_what_the_code_says() -> None:
    page = (ROOT / "docs" / "verdicts.md").read_text(encoding="utf-8")
    for verdict in Verdict:
        assert f"| {verdict.look.icon} `{verdict.value}` | {verdict.meaning} |" in page


def test_the_readme_has_the_two_commands() -> None:
    """Run on a fresh clone by .ci/run; here only: they are there, and each on one line of its own."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert INSTALL + ".venv/bin/theorycheck report" in lines
    assert INSTALL + TESTS in lines


def test_ci_runs_the_readme_s_test_command_last() -> None:
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().splitlines()[-1]
    assert last == INSTALL + TESTS


def test_the_changelog_names_the_version() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"## {project['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"version: {project['version']}" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_every_dependency_is_pinned_in_the_constraints() -> None:
    """What the suite was last run with, in full; extras that need a GPU or a compiler of their own are left open."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pins = {
        re.split(r"==", line)[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
        if "==" in line
    }
    extras = project["optional-dependencies"]
    assert "theorycheck[smt,sos]" in extras["test"]
    tested = {*extras["test"], *extras["smt"], *extras["sos"]} - {"theorycheck[smt,sos]"}
    for requirement in [*project["dependencies"], *tested]:
        assert re.match(r"[\w.-]+", requirement)[0].lower() in pins, requirement  # type: ignore[index]
