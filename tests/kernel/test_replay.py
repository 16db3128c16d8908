"""Certificates: what is written is what is read, and nothing that is not exactly of the form is read."""

from __future__ import annotations

import json
from fractions import Fraction as Q

import pytest
from attack.certificates import SAMPLES, sample
from shapes import REAL, by, given, m, n, nat, one, refuses, t, x, y, zero

from theorycheck.kernel import KernelError, codec, sorts
from theorycheck.kernel.codec import read_terms
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.printing import show
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import MAX_PARTS, parse, replay
from theorycheck.kernel.theorem import Theorem


@pytest.mark.parametrize("name", SAMPLES)
def test_a_certificate_replays_to_its_theorem(name: str) -> None:
    """Through JSON text, with the same conclusion, trust and statement."""
    document, theorem, statement = sample(name)
    replayed = replay(parse(json.dumps(document)))
    assert replayed.theorem.conclusion is theorem.conclusion
    assert replayed.theorem.hypotheses == frozenset()
    assert replayed.theorem.trust == theorem.trust
    assert replayed.statement is statement
    assert all(show(restriction) for restriction in reach(replayed))


def test_only_the_steps_that_are_needed_are_written() -> None:
    """A derivation with detours gives the certificate without them; equal steps are one."""
    d = Derivation()
    d.refl(y)
    d.assume(t.le(x, y))
    goal = d.forall_intro(d.refl(x), x)
    assert d.forall_intro(d.refl(x), x) is goal
    document = d.certificate(goal, goal.conclusion)
    assert [step[0] for step in document["steps"]] == ["refl", "forall_intro"]
    with pytest.raises(KernelError, match="not derived here"):
        d.certificate(given(t.TRUE), t.TRUE)
    with pytest.raises(AttributeError, match="no rule"):
        d.believe(t.FALSE)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 1",
        "1 ",
        "+1",
        "1.0",
        "1e3",
        "2/4",
        "1/0",
        "-0",
        "01",
        "1/1",
        "0/3",
        "١",
        "1/-2",
        "--1",
        "1_000",
        "9" * 5000,
    ],
)
def test_rationals_are_written_in_one_way(text: str) -> None:
    """p/q in lowest terms, ASCII digits, not too many."""
    refuses(codec.rational, text, because="rational")


def test_rationals_are_read() -> None:
    """p, -p/q"""
    assert codec.rational("-3/7") == Q(-3, 7)
    assert codec.rational("0") == 0
    refuses(codec.rational, 1, because="not a rational")


def _entry(*entry: object) -> object:
    return codec.read_terms([["variable", ["x", ["real"]], []], ["variable", ["n", ["nat"]], []], list(entry)])[-1]


@pytest.mark.parametrize(
    "entry",
    [
        ("add", None, [0, 2]), ("add", None, [0, -1]), ("add", None, [0, 5]), ("add", None, [0, True]),
        ("add", None, [0, 0.0]),
        ("add", None, [0, "0"]), ("add", None, [0, None]), ("add", None, [[0], 0]), ("add", None, 0),
        ("add", None, {"0": 0}),
        ("add", None, [0, 1]), ("add", 0, [0, 0]), ("add", None, [0]), ("add", None), ("add", None, [0, 0], 1),
        (1, None, []),
        ("literal", [["real"], 1], []), ("literal", [["real"], "1/2", 0], []), ("literal", ["real", "1"], []),
        ("literal", "1", []),
        ("literal", [["real"], "2/4"], []), ("variable", ["x"], []), ("variable", [0, ["real"]], []),
        ("variable", [["x"], ["real"]], []),
        ("bound", [True, ["real"]], []), ("bound", [0.0, ["real"]], []), ("bound", ["0", ["real"]], []),
        ("lambda", None, [0]),
        ("lambda", ["prop"], [0]), ("lambda", [["real"]], [0]), ("residue", [3, 3], []), ("residue", [[3], 0], []),
        ("evil", None, []),
        ("__init__", None, []), ("", None, []), ("constant", ["c", ["real"]], []), ("true", [], []),
        ("variable", {"x": ["real"]}, []),
    ],
)  # fmt: skip
def test_malformed_entries_of_the_term_table_are_refused(entry: tuple) -> None:
    """Forward, negative and cyclic references, bools and floats for ints, wrong data, unknown operators."""
    with pytest.raises(KernelError):
        _entry(*entry)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        1.5,
        {},
        {"term": 1, "q": "1"},
        {"term": 9},
        {"term": -1},
        {"term": True},
        {"theorem": 0},
        {"q": 1},
        {"q": "1.0"},
        {"x": 0},
        {"term": [0]},
    ],
)
def test_malformed_arguments_are_refused(value: object) -> None:
    """Only what `write_argument` writes."""
    with pytest.raises(KernelError):
        codec.read_argument(value, [x], [])
    deep: object = 0
    for _ in range(30):
        deep = [deep]
    refuses(codec.read_argument, deep, [x], [], because="nested too deeply")


def test_arguments_are_read_and_written() -> None:
    """Both ways, by kind."""
    theorem = by.refl(x)
    table = codec.TermTable()
    for value in [3, "sum", x, Q(1, 2), theorem, (x, (Q(1), 0)), ()]:
        written = codec.write_argument(value, table, lambda _: 0)
        terms = codec.read_terms(json.loads(json.dumps(table.entries)))
        assert codec.read_argument(json.loads(json.dumps(written)), terms, [theorem]) == value
    refuses(codec.write_argument, 0.5, table, lambda _: 0, because="takes no float")
    refuses(codec.write_argument, True, table, lambda _: 0, because="takes no bool")


def test_theorems_cannot_be_made_or_changed_by_hand() -> None:
    """In memory this is a courtesy; replay is what counts."""
    refuses(Theorem, object(), frozenset(), t.FALSE, frozenset(), because="not by hand")
    theorem = by.refl(x)
    with pytest.raises(KernelError, match="does not change"):
        theorem.conclusion = t.FALSE


@pytest.mark.parametrize("name", ["__class__", "add", "Theorem", "fuelled", "", "assume "])
def test_only_registered_rules_are_steps(name: str) -> None:
    """No attribute, no helper, no name that looks alike."""
    document, _, _ = sample(SAMPLES[0])
    document["steps"][0][0] = name
    refuses(replay, document, because="there is no rule")


def test_a_statement_hash_that_is_there_must_be_the_statement_s() -> None:
    """A file registered for one statement does not pass for another."""
    document, theorem, statement = sample("square")
    assert replay({**document, "statement_hash": statement.digest()}).theorem.conclusion is theorem.conclusion
    for stated in (t.TRUE.digest(), "", None, [statement.digest()], statement.digest().upper()):
        refuses(replay, {**document, "statement_hash": stated}, because="another statement")


def test_texts_that_are_no_certificates() -> None:
    """Duplicate keys, NaN, floats, huge numbers, deep nesting, other values."""
    for text in ['{"a": 1, "a": 2}', '{"a": NaN}', '{"a": -Infinity}', '{"a": 1.0}', '{"a": 1e5}', "[" * 100_000,
        '{"a":' * 5_000, "[]", "1", "",
                 "{", '{"a": ' + "9" * 5_000 + "}", "\ufeff{}", "{'a': 1}"]:  # fmt: skip
        with pytest.raises(KernelError):
            parse(text)


def test_look_alike_names_are_other_names() -> None:
    """Cyrillic а is not Latin a, and no name is normalised."""
    assert t.variable("a", REAL) is not t.variable("\u0430", REAL)
    assert t.variable("\u00e9", REAL) is not t.variable("e\u0301", REAL)
    latin, cyrillic = t.le(t.variable("a", REAL), zero), t.le(t.variable("\u0430", REAL), zero)
    refuses(by.implies_elim, by.implies_intro(given(latin), latin), given(cyrillic), because="implies_elim: needs")


def test_show_is_readable_and_always_ends() -> None:
    """Deep, wide and huge terms; numbers of more digits than Python writes."""
    assert (
        show(t.forall(x, t.implies(t.le(zero, x), t.lt(x, t.add(one, x))))) == "(∀x0:ℝ. ((0 ≤ x0) ⇒ (x0 < (1 + x0))))"
    )
    wide = x
    for _ in range(60):
        wide = t.add(wide, wide)
    assert len(show(wide)) < 200_000
    assert "about 2^" in show(t.real(Q(10) ** 6_000))
    assert show(t.fold(n, x, m, y, t.mul(y, t.cast(m)))) == "fold[k0<n](x0 := x; (x0 · k0))"
    assert show(t.apply(t.table(nat(1), nat(2)), n)) == "table(1, 2)(n)"
    assert show(t.variable("s", sorts.function(REAL, REAL))) == "s"


def test_a_file_of_too_many_parts_is_refused_before_it_is_read() -> None:
    """Lists and objects take far more memory than their brackets do in the file."""
    for part in ("[", "{", "[,", "[]," * 2):
        refuses(parse, part * (MAX_PARTS + 1), because="too many parts")
    assert parse('{"a":[1,2]}') == {"a": [1, 2]}


def test_names_and_sorts_are_not_of_any_length() -> None:
    """A name is printed wherever it stands; a sort is compared and hashed with each term above it."""
    longest, deep = "n" * sorts.MAX_NAME, ["real"]
    for _ in range(8):
        deep = ["fun", deep, deep]
    assert len(read_terms([["variable", [longest, ["real"]], []], ["variable", ["x", deep], []]])) == 2
    refuses(read_terms, [["variable", [longest + "n", ["real"]], []]], because="a name and a sort")
    refuses(read_terms, [["variable", ["x", ["group", longest + "n"]], []]], because="not a sort")
    wide = ["fun", ["fun", deep, deep], deep]
    refuses(read_terms, [["variable", ["x", wide], []]], because="a sort of too many parts")
    refuses(by.cite, "cited", longest + "n", t.TRUE, because="a name")
