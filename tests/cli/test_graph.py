"""`graph`: the files and the ledger as a picture, in every format, without running anything."""

from __future__ import annotations

import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from theorycheck.reporting import graph_schema

QUICK = ("--examples", 1000)
X = 'x = real("x")\n'
LAW = X + 'claim = Claim(title="a law", source="s", conclude=le(x**3, x**4 + 1), assumed="standard")\n'
GUESS = X + 'claim = Claim(title="a guess", source="s", conclude=le(x, 5), assumed="cited")\n'
WRONG = X + 'claim = Claim(title="so", source="s", conclude=le(x, 6), proof="auto", uses=["guess", "law"])\n'
USER = X + 'claim = Claim(title="hence", source="s", conclude=le(relu(x), x * x + 1), proof="auto", uses=["wrong"])\n'
FILES = ("law.py", "guess.py", "wrong.py", "user.py")


@pytest.fixture
def chain(desk: Any) -> tuple[str, ...]:
    for name, body in zip(FILES, (LAW, GUESS, WRONG, USER), strict=True):
        desk.file(name, body)
    return FILES


def verdicts(document: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {node["id"]: (node["verdict"], node["standing"]) for node in document["nodes"]}


def test_what_was_never_checked_is_open_and_nothing_is_written(desk: Any, chain: tuple[str, ...]) -> None:
    answer = desk.type("graph", *chain)
    assert answer.code == 0 and answer.err == ""
    jsonschema.validate(answer.json, graph_schema())
    assert verdicts(answer.json) == dict.fromkeys(("guess", "law", "wrong", "user"), ("OPEN", "OPEN"))
    assert all(edge["declared"] and not edge["used"] for edge in answer.json["edges"])
    assert not (desk.folder / ".theorycheck").exists()


def test_a_refuted_premise_in_a_chain_of_three(desk: Any, chain: tuple[str, ...]) -> None:
    """The same in `check --json`, in `check`, and in `graph` afterwards."""
    checked = desk.type("check", *chain, *QUICK, "--json").json
    expected = {
        "law": ("CITED", "CITED"),
        "guess": ("REFUTED", "REFUTED"),
        "wrong": ("REFUTED", "REFUTED"),
        "user": ("CONDITIONAL", "unsupported"),
    }
    assert {c["id"]: (c["verdict"], c["standing"]) for c in checked["claims"]} == expected
    assert {c["id"]: c["used"] for c in checked["claims"]} == {
        "law": [],
        "guess": [],
        "wrong": ["guess"],
        "user": ["wrong"],
    }
    drawn = desk.type("graph", *chain).json
    assert verdicts(drawn) == expected and drawn == checked["graph"]
    assert {(e["premise"], e["claim"]): e["used"] for e in drawn["edges"]} == {
        ("guess", "wrong"): True,
        ("law", "wrong"): False,
        ("wrong", "user"): True,
    }
    (user,) = (node for node in drawn["nodes"] if node["id"] == "user")
    assert user["blame"] == {"sets": [["guess"]], "complete": True}
    said = desk.type("check", *chain, *QUICK).out
    assert "standing: unsupported, because it uses wrong (REFUTED); that does not make it false" in said
    assert "to blame: guess" in said


def test_what_changed_since_is_stale_and_its_uses_are_dashed(desk: Any, chain: tuple[str, ...]) -> None:
    desk.type("check", *chain, *QUICK)
    desk.file("wrong.py", WRONG + "# changed\n")
    drawn = desk.type("graph", *chain).json
    assert verdicts(drawn)["wrong"] == ("STALE", "unsupported")
    assert {(e["premise"], e["claim"]): e["used"] for e in drawn["edges"]} == {
        ("guess", "wrong"): False,
        ("law", "wrong"): False,
        ("wrong", "user"): True,
    }


def test_an_undeclared_use_fails_that_claim_alone(desk: Any, chain: tuple[str, ...]) -> None:
    """It can be proved from guess, through which wrong was derived, and not from wrong."""
    desk.file("user.py", USER.replace("le(relu(x), x * x + 1)", "le(x, 5)"))
    answer = desk.type("check", *chain, *QUICK, "--json")
    assert answer.code == 1
    said = "the proof of user uses guess (in user.py): its claim does not declare that"
    assert said in answer.err and "add guess to its uses=(...)" in answer.err
    found = {claim["id"]: claim["verdict"] for claim in answer.json["claims"]}
    assert found["user"] == "UNKNOWN" and found["law"] == "CITED"


def test_everything_a_claim_rests_on_is_drawn_with_it(desk: Any) -> None:
    drawn = desk.type("graph", "structure.larger_angle_shrinks_more").json
    assert [node["id"] for node in drawn["nodes"]] == [
        "structure.sine_positive",
        "structure.cosine_below_one",
        "structure.cosine_negative",
        "structure.cosine_negative_below",
        "structure.cosine_positive",
        "geometry.arccos_kernel",
        "structure.sine_below_angle",
        "structure.larger_angle_shrinks_more",
    ]


def test_a_name_that_is_no_claim_is_drawn_as_one_that_was_never_checked(desk: Any) -> None:
    name = desk.file("lone.py", X + 'claim = Claim(title="t", source="s", conclude=le(x, 5), uses=["nowhere"])\n')
    assert verdicts(desk.type("graph", name).json)["nowhere"] == ("OPEN", "OPEN")


@pytest.mark.parametrize(
    ("form", "begins"), [("json", "{"), ("dot", "digraph claims {"), ("mermaid", "flowchart LR"), ("svg", "<svg")]
)
def test_every_format_goes_to_standard_output(desk: Any, chain: tuple[str, ...], form: str, begins: str) -> None:
    answer = desk.type("graph", *chain, "--format", form)
    assert answer.code == 0 and answer.out.startswith(begins) and answer.out.endswith("\n")


@pytest.mark.parametrize(
    ("name", "begins"), [("g.svg", "<svg"), ("g.dot", "digraph"), ("g.mmd", "flowchart"), ("g.json", "{"), ("g", "{")]
)
def test_a_file_s_ending_names_the_format(desk: Any, chain: tuple[str, ...], name: str, begins: str) -> None:
    answer = desk.type("graph", *chain, "-o", name)
    assert answer.code == 0 and answer.out == "" and f"graph written: {name}" in answer.err
    assert (desk.folder / name).read_text(encoding="utf-8").startswith(begins)


def test_a_named_format_goes_before_the_ending(desk: Any, chain: tuple[str, ...]) -> None:
    desk.type("graph", *chain, "--format", "svg", "-o", "g.dot")
    ElementTree.fromstring((desk.folder / "g.dot").read_text(encoding="utf-8"))


def test_what_makes_no_sense_is_told(desk: Any, chain: tuple[str, ...]) -> None:
    answer = desk.type("graph", *chain, "--format", "png")
    assert answer.code == 2 and "the format png is unknown; choose json, dot, mermaid, svg" in answer.err
    answer = desk.type("graph", *chain, "--format", "svg", "--json")
    assert answer.code == 2 and "--json and --format svg are two formats; give one of them" in answer.err
    answer = desk.type("graph", *chain, "-o", "nowhere/g.svg")
    assert answer.code == 2 and "the graph cannot be written (in nowhere/g.svg)" in answer.err
    assert desk.type("graph", "no.such.claim").code == 2


def test_a_circle_is_told(desk: Any) -> None:
    text = X + 'claim = Claim(title="t", source="s", conclude=le(0, relu(x)), uses=("{}",))\n'
    one, two = desk.file("one.py", text.format("two")), desk.file("two.py", text.format("one"))
    answer = desk.type("graph", one, two)
    assert answer.code == 2 and "use each other in a circle" in answer.err


def test_titles_of_others_cannot_become_markup(desk: Any) -> None:
    title = '"]; end</title><script>alert(1)</script>'
    name = desk.file("hostile.py", X + f"claim = Claim(title={title!r}, source='s', conclude=le(x, 5))\n")
    picture = desk.type("graph", name, "--format", "svg").out
    assert "<script" not in picture and title in "".join(ElementTree.fromstring(picture).itertext())
    assert "<script" not in desk.type("graph", name, "--format", "mermaid").out


def test_drawing_loads_no_mathematics() -> None:
    program = (
        "import sys\nfrom theorycheck.__main__ import main\n"
        "try:\n    main(['graph', '--format', 'svg'])\nexcept SystemExit as end:\n    assert not end.code\n"
        "print('LOADED', *[m for m in ('sympy', 'numpy', 'scipy', 'flint', 'cupy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.rstrip().endswith("LOADED")
