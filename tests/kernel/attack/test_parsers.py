"""Whatever bytes a file holds: one clear sentence or a theorem, in bounded memory and time, also from `kernel.pyz`."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from attack.certificates import SAMPLES, sample

from theorycheck.certificates import build_kernel_archive
from theorycheck.kernel import KernelError
from theorycheck.kernel import terms as t
from theorycheck.kernel.codec import rational, read_argument, read_terms
from theorycheck.kernel.printing import show
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import SCHEMA, parse, replay

MEMORY, SECONDS = 1 << 30, 20  # the slowest takes 7 s on one idle core
REAL_JSON, NAT = ["real"], ["nat"]
X = ["variable", ["x", REAL_JSON], []]


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_kernel_archive(tmp_path_factory.mktemp("archive") / "kernel.pyz")


def _told(kernel: Path, content: str, folder: Path) -> dict[str, Any]:
    """The kernel's one line about a file of that content, within the limits."""
    path = folder / "hostile.json"
    path.write_text(content, encoding="utf-8", errors="surrogatepass")
    command = [sys.executable, "-I", "-S", str(kernel), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=_limits)
    assert done.returncode in (0, 1) and not done.stderr, (done.returncode, done.stderr[-500:])
    (line,) = done.stdout.splitlines()
    answer = json.loads(line)
    assert len(line) < 100_000 and answer["ok"] is (done.returncode == 0)
    return answer


def _document(terms: list[Any], steps: list[Any] | None = None, statement: object = 0, **more: Any) -> str:
    step = [["refl", [{"term": len(terms) - 1}]]]
    body = {"schema": SCHEMA, "kind": "proof", "terms": terms, "steps": step if steps is None else steps}
    return json.dumps(body | {"statement": statement} | more)


def _doubling(op: str, levels: int) -> list[Any]:
    """x, x ∘ x, …: 2^levels leaves when it is written out."""
    return [X, *([op, None, [level, level]] for level in range(levels))]


def _closed(entries: list[Any]) -> str:
    """∀x. t = t of the last entry t, proved."""
    body = [*entries, ["eq", None, [len(entries) - 1] * 2]]
    steps = [["refl", [{"term": len(entries) - 1}]], ["forall_intro", [{"theorem": 0}, {"term": 0}]]]
    bound = [["bound", [0, REAL_JSON], []]]
    again = [[op, data, [len(body) + i for i in args]] for op, data, args in [*bound, *body[1:]]]
    forall = ["forall", REAL_JSON, [len(body) + len(again) - 1]]
    return _document([*body, *again, forall], steps, len(body) + len(again))


HUGE: dict[str, tuple[Callable[[], str], str]] = {
    "lists in lists": (lambda: "[" * 30_000_000, "too many parts"),
    "objects in objects": (lambda: '{"a":' * 3_000_000, "not a certificate"),
    "empty lists": (lambda: "[" + "[]," * 20_000_000 + "0]", "too many parts"),
    "small objects": (lambda: '{"a":[' + '{"b":1},' * 1_400_000 + "0]}", "has no 'schema'"),
    "many keys": (lambda: "{" + ",".join(f'"{i}":0' for i in range(2_900_000)) + "}", "has no 'schema'"),
    "a file of 70 MB": (lambda: " " * 70_000_000, "too large"),
    "one long text": (lambda: '{"schema":"' + "\U0001d465" * 15_000_000 + '"}', "has no 'kind'"),
    "many terms": (lambda: _document([X] * 330_000), "free variables"),
    "many different terms": (
        lambda: _document([["literal", [NAT, str(i)], []] for i in range(330_000)]), "is not the statement",
    ),
    "many names": (
        lambda: _document([["variable", [f"v{i}", REAL_JSON], []] for i in range(330_000)]), "free variables",
    ),
    "sums of everything": (
        lambda: _document([X, *([["add", None, [max(0, i), max(0, i - 1)]] for i in range(400_000)])]), "",
    ),
    "a deep term": (lambda: _closed([X, *([op, None, [i]] for i, op in enumerate(["sin"] * 100_000))]), ""),
    "a wide table": (lambda: _document([X, ["table", None, [0] * 2_900_000]]), ""),
    "many steps": (lambda: _document([X], [["refl", [{"term": 0}]]] * 450_000), "free variables"),
    "a long name": (lambda: _document([["variable", ["v" * 60_000_000, REAL_JSON], []]]), "a name and a sort"),
    "names by the thousand": (lambda: _closed([["variable", ["x", REAL_JSON], []], *_named(20_000)]), ""),
    "a wide sort": (lambda: _document([["variable", ["f", _wide_sort(17)], []]]), "a sort of too many parts"),
    "a tree of a billion leaves": (lambda: _closed(_doubling("add", 30)), ""),
    "a tree of 2^10000 leaves": (lambda: _closed(_doubling("mul", 10_000)), ""),
    "a number that squares itself": (
        lambda: _document(
            [["literal", [REAL_JSON, "3"], []], *_doubling("mul", 60)[1:]], [["compute", [{"term": 60}, []]]]
        ),
        "a number grows too long",
    ),
    "a power of a sum": (
        lambda: _document(
            [X, ["variable", ["y", REAL_JSON], []], ["add", None, [0, 1]],
             *(["mul", None, [i, i]] for i in range(2, 42)), ["eq", None, [42, 0]]], [["ring", [{"term": 43}]]]
        ),
        "out of fuel",
    ),
}  # fmt: skip


def _named(count: int) -> list[Any]:
    """x + c#… + c#… …, each constant with a name of 990 letters."""
    entries: list[Any] = []
    for i in range(count // 2):
        entries.append(["constant", [f"{i:05}" + "c" * 985 + "#1", REAL_JSON], []])
        entries.append(["add", None, [len(entries) - 1 if i else 0, len(entries)]])
    return entries


def _wide_sort(levels: int) -> list[Any]:
    return ["fun", _wide_sort(levels - 1), _wide_sort(levels - 1)] if levels else REAL_JSON


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(HUGE))
def test_a_huge_file_takes_bounded_memory_and_time(kernel: Path, tmp_path: Path, name: str) -> None:
    """A GiB of address space and a few seconds of processor time, whatever is in 70 MB."""
    content, says = HUGE[name]
    answer = _told(kernel, content(), tmp_path)
    assert says in answer.get("error", "") and (answer["ok"] or answer["error"])


def _with(**changes: Any) -> str:
    """A certificate that is accepted, but for the changes."""
    document = json.loads(_closed([X]))
    return json.dumps(document | changes)


def _chain(levels: int) -> list[Any]:
    sort: list[Any] = REAL_JSON
    for _ in range(levels):
        sort = ["fun", REAL_JSON, sort]
    return sort


def _terms(*entries: Any) -> str:
    return _document(list(entries))


BAD: dict[str, tuple[str, str]] = {
    "nothing": ("", "not a certificate"),
    "no object": ("[]", "a certificate is a JSON object"),
    "a key twice": ('{"schema": 1, "schema": 1}', "a key occurs twice"),
    "a key twice inside": ('{"schema": {"a": 1, "b": 2, "a": 1}}', "a key occurs twice"),
    "one key, spelled twice": ('{"kind": 1, "k\\u0069nd": 1}', "a key occurs twice"),
    "NaN": (_with(statement=float("nan")), "NaN is not a number of ours"),
    "infinity": (_with(statement=float("inf")), "Infinity is not a number of ours"),
    "minus infinity": (_with(extra=[{"deep": float("-inf")}]), "-Infinity is not a number of ours"),
    "a float": (_with(statement=0.0), "numbers are integers or texts p/q"),
    "an exponent": (_with().replace('"statement": 4', '"statement": 4e0'), "numbers are integers or texts p/q"),
    "a long integer": (_terms(["bound", ["9" * 5, REAL_JSON], []]).replace('"99999"', "9" * 5_000), "not a certif"),
    "a deep list": ('{"schema":' + "[" * 5_000 + "]" * 5_000 + "}", "not a certificate"),
    "cut off": (_with()[:-7], "not a certificate"),
    "a second document": (_with() + "{}", "not a certificate"),
    "a byte order mark": ("\ufeff" + _with(), "not a certificate"),
    "True for 1": (_with(statement=True), "the statement is an index"),
    "a negative index": (_with(statement=-1), "the statement is an index"),
    "an index as a text": (_with(statement="5"), "the statement is an index"),
    "an index past the end": (_with(statement=6), "the statement is an index"),
    "another schema": (_with(schema="theorycheck/certificate-2"), "schema is not"),
    "a look-alike schema": (_with(schema="theorуcheck/certificate-1"), "schema is not"),  # with a Cyrillic у
    "a third kind": (_with(kind="oracle"), "a proof or a refutation"),
    "no steps": (_with(steps=[]), "a certificate has steps"),
    "steps by name": (_with(steps={"0": 1}), "a certificate has steps"),
    "a step of three parts": (_with(steps=[["refl", [], []]]), "[rule, arguments] expected"),
    "a rule that is none": (_with(steps=[["trust me", []]]), "there is no rule"),
    "a look-alike rule": (_with(steps=[["rеfl", [{"term": 0}]]]), "there is no rule"),  # with a Cyrillic е
    "a rule of Python's": (_with(steps=[["__class__", []]]), "there is no rule"),
    "no argument": (_with(steps=[["refl", []]]), "step 0 (refl): refl takes 1 arguments, got 0"),
    "an argument of another kind": (_with(steps=[["refl", [1]]]), "refl: expected Term"),
    "an argument without a key": (_with(steps=[["refl", [{}]]]), "an argument is a reference"),
    "an argument of two keys": (_with(steps=[["refl", [{"term": 0, "q": "1"}]]]), "an argument is a reference"),
    "an unknown key": (_with(steps=[["refl", [{"Term": 0}]]]), "unknown kind of argument"),
    "null": (_with(steps=[["refl", [None]]]), "an argument is a reference"),
    "a truth value": (_with(steps=[["refl", [True]]]), "an argument is a reference"),
    "an index that is true": (_with(steps=[["refl", [{"term": True}]]]), "not there (yet)"),
    "a step that rests on itself": (_with(steps=[["truth", []], ["and_left", [{"theorem": 1}]]]), "not there (yet)"),
    "a step from the future": (
        _with(steps=[["and_left", [{"theorem": 1}]], ["truth", []]]), "step 0 (and_left): a reference to something",
    ),
    "a deep argument": (_with(steps=[["refl", [json.loads("[" * 30 + "]" * 30)]]]), "nested too deeply"),
    "a term of itself": (_terms(["sin", None, [0]]), "not there (yet)"),
    "terms of each other": (_terms(X, ["add", None, [0, 2]], ["add", None, [0, 1]]), "not there (yet)"),
    "a term from behind": (_terms(X, ["sin", None, [-1]]), "not there (yet)"),
    "a term that is true": (_terms(X, X, ["sin", None, [True]]), "not there (yet)"),
    "a term of two parts": (_terms(["pi", None]), "a term is [operator"),
    "an operator that is none": (_terms(["PI", None, []]), "unknown operator"),
    "an operator with data": (_terms(["pi", 0, []]), "pi takes no data"),
    "an operator as a list": (_terms([["pi"], None, []]), "a term is [operator"),
    "an empty name": (_terms(["variable", ["", REAL_JSON], []]), "a name and a sort"),
    "a name that is a number": (_terms(["variable", [1, REAL_JSON], []]), "a name and a sort"),
    "a long name": (_terms(["variable", ["x" * 1_001, REAL_JSON], []]), "a name and a sort"),
    "a long name of a sort": (_terms(["variable", ["x", ["finite", "S" * 1_001]], []]), "not a sort"),
    "a sort that is a text": (_terms(["variable", ["x", "real"], []]), "not a sort"),
    "an empty sort": (_terms(["variable", ["x", []], []]), "not a sort"),
    "a look-alike sort": (_terms(["variable", ["x", ["rеal"]], []]), "not a sort"),  # with a Cyrillic е
    "the integers modulo true": (_terms(["variable", ["x", ["Z", True]], []]), "not a sort"),
    "the integers modulo 0": (_terms(["variable", ["x", ["Z", 0]], []]), "not a sort"),
    "a deep sort": (_terms(["variable", ["f", _chain(70)], []]), "not a sort"),
    "a residue that is true": (_terms(["residue", [2, True], []]), "bad residue"),
    "a truth value as a variable": (_terms(["variable", ["p", ["prop"]], []]), "no variable ranges over truth"),
}  # fmt: skip


def _refused(text: str) -> str:
    with pytest.raises(KernelError) as caught:
        reach(replay(parse(text)))
    return str(caught.value)


def test_what_the_bad_files_are_made_of_is_good() -> None:
    assert reach(replay(parse(_with()))) == ()


@pytest.mark.parametrize("name", sorted(BAD))
def test_a_bad_file_is_refused_in_a_sentence(name: str) -> None:
    text, says = BAD[name]
    assert says in _refused(text)


def test_the_archive_says_the_same_of_each_in_one_process(kernel: Path, tmp_path: Path) -> None:
    """One refused file does not spoil the next; a good one at the end is accepted."""
    paths = [tmp_path / f"{number}.json" for number in range(len(BAD) + 1)]
    for path, text in zip(paths, [*(text for text, _ in BAD.values()), _with()], strict=True):
        path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(kernel), *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=_limits)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1 and not done.stderr
    assert [answer["ok"] for answer in answers] == [False] * len(BAD) + [True]
    for answer, (_, says) in zip(answers, BAD.values(), strict=False):
        assert says in answer["error"]


@pytest.mark.parametrize(
    "text",
    ["", "-", "/", "1/", "/2", "1/0", "1/-2", "+1", " 1", "1 ", "01", "-0", "2/4", "4/2", "1/1", "0/5", "1_0", "0x1",
     "1e3", "1.0", "½", "١", "１", "1/2/3", "--1", "nan", "inf", "1\n", "9" * 4_001, "1/" + "9" * 4_001],
)  # fmt: skip
def test_a_rational_has_one_spelling(text: str) -> None:
    with pytest.raises(KernelError, match="rational"):
        rational(text)


@pytest.mark.parametrize("value", [1, True, None, 1.5, ["1"], {"q": "1"}])
def test_a_rational_is_a_text(value: object) -> None:
    with pytest.raises(KernelError, match="not a rational"):
        rational(value)


# -- noise -------------------------------------------------------------------------------------------------------------


def _noisy(text: str, chance: random.Random) -> str:
    """Some characters replaced, dropped, doubled or moved."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        place = chance.randrange(len(text))
        length = chance.choice((0, 1, 1, 3, 20))
        piece = chance.choice(('"', "[", "]", "{", "}", ",", ":", "0", "-1", "true", "null", "1e9", "\\u0000", "é", ""))
        other = chance.randrange(len(text))
        piece = chance.choice((piece, text[other : other + length]))
        text = text[:place] + piece + text[place + length :]
    return text


def _judged(text: str) -> bool:
    """Accepted or refused: nothing else may happen."""
    try:
        replayed = replay(parse(text))
        reach(replayed)
    except KernelError:
        return False
    show(replayed.theorem.conclusion)
    return True


@pytest.mark.parametrize("name", SAMPLES)
def test_a_garbled_certificate_is_refused_or_still_a_proof(name: str) -> None:
    text, chance = json.dumps(sample(name)[0]), random.Random(name)
    judged = [_judged(_noisy(text, chance)) for _ in range(150)]
    assert judged.count(False) > 100


def _anything(chance: random.Random, depth: int = 0) -> Any:
    if depth > 4 or chance.random() < 0.5:
        return chance.choice(
            (None, True, False, 0, 1, -1, 2, 10**30, "", "x", "real", "nat", "1/2", "term", "q", [], {}, "pi", "\ud800")
        )
    parts = [_anything(chance, depth + 1) for _ in range(chance.randrange(4))]
    return parts if chance.random() < 0.7 else {str(chance.choice("abq")): part for part in parts}


def _shape(chance: random.Random, count: int) -> Any:
    """An entry that looks like a term over `count` earlier ones; not seldom an ill-formed one."""
    operators = {"variable": 0, "bound": 0, "literal": 0, "add": 2, "lambda": 1, "app": 2, "sum": 2, "forall": 1,
                 "eq": 2, "table": 3, "fold": 3, "residue": 0, "sin": 1, "cast": 1, "not": 1}  # fmt: skip
    data = (REAL_JSON, NAT, ["x", REAL_JSON], [0, REAL_JSON], [0, NAT], [1, ["fun", NAT, REAL_JSON]],
            [REAL_JSON, "1/2"], [NAT, "3"], [3, 2])  # fmt: skip
    if chance.random() < 0.05:
        return _anything(chance)
    op = chance.choice(list(operators))
    arity = operators[op] if chance.random() < 0.9 else chance.randrange(4)
    low = -1 if chance.random() < 0.05 else 0
    return [op, chance.choice((None, *data)), [chance.randrange(low, count + 1) for _ in range(arity)]]


def test_random_tables_of_terms_are_read_or_refused() -> None:
    chance, read = random.Random(1), 0
    for _ in range(1_000):
        entries: list[Any] = [X]
        for _ in range(40):
            entry = _shape(chance, len(entries))
            try:
                found = read_terms([*entries, entry])
            except KernelError:
                continue
            show(found[-1])
            entries.append(entry)
        read += len(entries)
    assert read > 2_000


def test_random_values_are_no_arguments_or_are_read() -> None:
    chance, terms = random.Random(2), [t.real(1)]
    for _ in range(5_000):
        value = _anything(chance)
        try:
            read_argument(value, terms, [])
        except KernelError:
            continue


def test_a_random_document_is_no_certificate() -> None:
    chance = random.Random(3)
    keys = ("schema", "kind", "terms", "steps", "statement", "statement_hash")
    good = json.loads(_with())
    for _ in range(2_000):
        document = {**good, **{chance.choice(keys): _anything(chance) for _ in range(chance.randrange(1, 3))}}
        if document != good:
            assert not _judged(json.dumps(document)) or document["statement"] == good["statement"]
