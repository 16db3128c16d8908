"""Claims as pytest items: what is collected, what passes, what fails, and that workers change nothing."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from theorycheck.algebra.backends import probe

HEADER = '''"""A conjecture."""
from theorycheck import Claim, Neighbour, eq, le, exp, nonnegative, real, relu, sin
x, y = real("x y")
'''
FALSE = HEADER + 'claim = Claim(title="false", source="here", conclude=eq(relu(x * y), relu(x) * relu(y)){})\n'
SURVIVOR = HEADER + 'z = real("z", nonnegative)\nclaim = Claim(title="t", source="s", conclude=le(sin(z), z){})\n'
TRUE = (
    HEADER + 'claim = Claim(title="true", source="here", given=[le(0, x)], conclude=eq(relu(x), x), proof="auto",\n'
    '    neighbours=[Neighbour("any", given=[], near=True)])\n'
)
ARGUMENTS = ("-p", "no:cacheprovider", "--claims-examples", "2000", "-v", "--strict-markers")


@pytest.fixture
def claims(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    for name in ("LEDGER", "SEED", "PROFILE", "BACKEND", "EXAMPLES"):
        monkeypatch.delenv(f"THEORYCHECK_{name}", raising=False)
    pytester.path.joinpath("conjecture_true.py").write_text(TRUE)
    return pytester


def _run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess(*ARGUMENTS, *arguments)


def test_a_conjecture_becomes_items(claims: pytest.Pytester) -> None:
    result = _run(claims)
    result.assert_outcomes(passed=5)
    for name in ("stated", "proved", "survives", "neighbour[[]any[]]", "certificate"):
        result.stdout.fnmatch_lines([f"conjecture_true.py::conjecture_true::{name} PASSED*"])


def test_an_assumed_claim_is_held_to_what_its_author_expects(claims: pytest.Pytester) -> None:
    """Without a model it is not even cited, and then it fails."""
    law = 'claim = Claim(title="t", source="s", given=[{}], conclude=le(x, 2), assumed="cited", expect="CITED")\n'
    claims.path.joinpath("conjecture_law.py").write_text(HEADER + law.format("le(x, 1)"))
    claims.path.joinpath("conjecture_void.py").write_text(HEADER + law.format("eq(exp(x), 2 + exp(x + x)), le(x, 2)"))
    result = _run(claims, "-k", "law or void")
    result.stdout.fnmatch_lines(["*conjecture_law::cited PASSED*", "*conjecture_void::cited FAILED*"])
    result.stdout.fnmatch_lines(["conjecture_void: t", "is UNKNOWN, expected CITED"])


def test_the_section_at_the_end_says_what_was_found_and_what_was_not_checked(claims: pytest.Pytester) -> None:
    lines = [
        "*= claims =*",
        "*PROVED*conjecture_true: *",
        "*1 of 1 false neighbours refuted",
        "1 PROVED · searched on numpy",
    ]
    _run(claims).stdout.fnmatch_lines([*lines, "GPU parity: not checked *"])


def test_a_refuted_conjecture_fails_with_its_witness_and_how_to_see_it_again(claims: pytest.Pytester) -> None:
    claims.path.joinpath("conjecture_false.py").write_text(FALSE.format(""))
    result = _run(claims, "-k", "conjecture_false")
    result.assert_outcomes(passed=2, failed=1)  # stated and certificate pass: the refutation is certified
    result.stdout.fnmatch_lines(
        ["*is REFUTED, expected OPEN", "*x = *", "*again: theorycheck check *conjecture_false.py*"]
    )


def test_a_refutation_that_was_expected_passes(claims: pytest.Pytester) -> None:
    claims.path.joinpath("conjecture_false.py").write_text(FALSE.format(', expect="REFUTED"'))
    _run(claims, "-k", "conjecture_false").assert_outcomes(passed=3)


def test_a_survivor_that_should_have_been_refuted_fails(claims: pytest.Pytester) -> None:
    text = SURVIVOR.format(', expect="REFUTED"')
    claims.path.joinpath("conjecture_wrong.py").write_text(text)
    result = _run(claims, "-k", "conjecture_wrong and survives")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*is SURVIVED, expected REFUTED"])


def test_a_survivor_passes_and_its_bound_is_printed(claims: pytest.Pytester) -> None:
    claims.path.joinpath("conjecture_s.py").write_text(SURVIVOR.format(""))
    result = _run(claims, "-k", "conjecture_s and survives")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*SURVIVED*conjecture_s: no counterexample in *This is not a proof*"])


def test_a_broken_file_is_one_failing_item(claims: pytest.Pytester) -> None:
    claims.path.joinpath("conjecture_broken.py").write_text(
        HEADER + 'boom = 1 / 0\nclaim = Claim(title="t", source="s", conclude=le(0, x))\n'
    )
    result = _run(claims)
    result.assert_outcomes(passed=5, failed=1)
    result.stdout.fnmatch_lines(["*conjecture_broken::stated FAILED*", "*ZeroDivisionError*"])


def test_a_claim_in_a_test_file_is_collected(claims: pytest.Pytester) -> None:
    claims.path.joinpath("test_mine.py").write_text(TRUE + "\n\ndef test_beside():\n    pass\n")
    result = _run(claims, "test_mine.py")
    result.assert_outcomes(passed=6)


def test_selection_and_stopping_work(claims: pytest.Pytester) -> None:
    claims.path.joinpath("conjecture_false.py").write_text(FALSE.format(""))
    _run(claims, "-k", "proved").assert_outcomes(passed=1)
    _run(claims, "-x", "-k", "survives").assert_outcomes(failed=1)
    claims.runpytest_subprocess("--claims-examples", "2000").assert_outcomes(passed=7, failed=1)
    claims.runpytest_subprocess("--claims-examples", "2000", "--lf").assert_outcomes(failed=1)


def _properties(path: Path) -> dict[str, list[tuple[str, str]]]:
    return {
        f"{case.get('classname')}::{case.get('name')}": [
            (p.get("name") or "", p.get("value") or "") for p in case.iter("property")
        ]
        for case in ElementTree.parse(path).getroot().iter("testcase")
    }


def test_workers_change_no_verdict_no_witness_and_no_count(claims: pytest.Pytester) -> None:
    claims.path.joinpath("conjecture_false.py").write_text(FALSE.format(', expect="REFUTED"'))
    one = _run(claims, "--junitxml", "one.xml")
    two = _run(claims, "--junitxml", "two.xml", "-n", "2")
    assert one.ret == two.ret == 0
    said = _properties(claims.path / "one.xml")
    assert said == _properties(claims.path / "two.xml")
    names = {name for facts in said.values() for name, _ in facts}
    assert {"theorycheck_verdict", "theorycheck_witness", "theorycheck_examples", "theorycheck_seed"} <= names

    def section(result: pytest.RunResult) -> list[str]:
        text = result.stdout.str()
        return re.split(r"=+ claims =+", text)[1].split("GPU parity")[0].splitlines()

    assert section(one) == section(two)


def test_one_worker_asks_all_about_a_claim(claims: pytest.Pytester) -> None:
    """With `--dist loadgroup`: in another worker the whole check would be made again."""
    for name in ("other", "third"):
        claims.path.joinpath(f"conjecture_{name}.py").write_text(TRUE)
    result = _run(claims, "-n", "2", "--dist", "loadgroup")
    result.assert_outcomes(passed=15)
    asked = set(re.findall(r"\[(gw\d)\].* PASSED conjecture_(\w+)\.py", result.stdout.str()))
    assert len({worker for worker, _ in asked}) == 2 and len(asked) == 3


def test_options_reach_the_search(claims: pytest.Pytester) -> None:
    claims.path.joinpath("conjecture_false.py").write_text(FALSE.format(', expect="REFUTED"'))
    _run(claims, "--junitxml", "s.xml", "--claims-seed", "11", "-k", "survives").assert_outcomes(passed=2)
    assert all(("theorycheck_seed", "11") in facts for facts in _properties(claims.path / "s.xml").values())


def test_a_run_without_claims_says_nothing_and_loads_no_mathematics(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        "import sys\n\ndef test_light():\n    assert 'sympy' not in sys.modules and 'numpy' not in sys.modules\n"
    )
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:hypothesispytest")
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*= claims =*")


@pytest.mark.parametrize("workers", [(), ("-n", "2")])
def test_a_backend_that_cannot_run_is_told_once(claims: pytest.Pytester, workers: tuple[str, ...]) -> None:
    result = _run(claims, "--claims-backend", "abacus", *workers)
    assert result.ret == pytest.ExitCode.USAGE_ERROR and "::" not in result.stdout.str()
    result.stderr.fnmatch_lines(["ERROR: the backend 'abacus' is unknown; choose one of *"])
    if not probe().available:
        result = _run(claims, "--claims-backend", "cupy", *workers)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.stderr.fnmatch_lines(["ERROR: the backend cupy cannot run here: *; use --claims-backend numpy"])


def test_claims_run_on_the_backend_that_is_named(claims: pytest.Pytester) -> None:
    result = _run(claims, "--claims-backend", "fake")
    result.assert_outcomes(passed=5)
    result.stdout.fnmatch_lines(["*searched on fake", "GPU parity: not checked*"])
