"""Every certificate of the library withstands a fresh process, the archive for strangers, and changed digits."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from theorycheck import certificates
from theorycheck.certificates.schema import json_schema as certificate_schema
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import parse, replay
from theorycheck.verdicts import Verdict


def stored(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def test_each_verdict_names_a_certificate_that_is_there(results, folder):
    """All but what only a search has met, or nothing has decided."""
    for result in results:
        if result.outcome.verdict in (Verdict.UNKNOWN, Verdict.SURVIVED):
            assert result.outcome.certificate is None
            continue
        path = Path(result.outcome.certificate["path"])
        assert path in stored(folder)
        assert certificates.load(path)["statement_hash"] == result.outcome.statement_hash


def test_a_fresh_kernel_accepts_every_certificate(results, folder):
    answers = certificates.replay_files(stored(folder))
    assert answers and all(answer.ok for answer in answers)


def test_the_archive_accepts_every_certificate_without_any_package(results, folder, tmp_path):
    """`python -I -S kernel.pyz` needs the standard library only."""
    archive = certificates.build_kernel_archive(tmp_path / "kernel.pyz")
    answers = certificates.replay_files(stored(folder), command=(sys.executable, "-I", "-S", str(archive)))
    assert answers and all(answer.ok for answer in answers)


def test_replay_loads_neither_sympy_nor_numpy(results, folder):
    code = (
        "import sys; from theorycheck.kernel.__main__ import report; "
        "assert report(sys.argv[1])['ok']; print(sorted({m.split('.')[0] for m in sys.modules}))"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", code, str(stored(folder)[0])], capture_output=True, text=True, check=True
    )
    assert not {"sympy", "numpy", "cupy", "scipy", "flint"} & set(json.loads(done.stdout.replace("'", '"')))


def test_every_certificate_obeys_the_published_schema(results, folder):
    """What a term says stands in its operator and data: alike entries are looked at once."""
    schema = certificate_schema()
    parts = {name: jsonschema.Draft202012Validator({"$defs": schema["$defs"], "$ref": f"#/$defs/{name}"})
             for name in ("term_entry", "step")}  # fmt: skip
    whole = jsonschema.Draft202012Validator(schema)
    seen = set()
    for path in stored(folder):
        document = certificates.load(path)
        whole.validate({**document, "terms": document["terms"][:1], "steps": document["steps"][:1]})
        for op, data, arguments in document["terms"]:
            assert all(type(i) is int and i >= 0 for i in arguments)
            entry = json.dumps([op, data, [0] * len(arguments)])
            if entry not in seen:
                seen.add(entry)
                parts["term_entry"].validate(json.loads(entry))
        for rule, arguments in document["steps"]:
            kinds = json.dumps([rule, [kinds_of(argument) for argument in arguments]])
            if kinds not in seen:
                seen.add(kinds)
                parts["step"].validate([rule, arguments])
    assert len(seen) > 100


def kinds_of(argument):
    """An argument without its values: lists of one kind of part are alike."""
    if isinstance(argument, list):
        return sorted({json.dumps(kinds_of(part)) for part in argument}) if argument else []
    return sorted(argument) if isinstance(argument, dict) else type(argument).__name__


def test_nothing_stands_twice_in_a_certificate(results, folder):
    """Each term, each step and each theorem once: a lemma that is used twice is derived once."""
    for path in stored(folder):
        document = certificates.load(path)
        for listed in (document["terms"], document["steps"]):
            assert len(set(map(json.dumps, listed))) == len(listed), path.name


def mutants(path: Path):
    """The text with one digit changed, at each of its digits."""
    text = path.read_text()
    chance = random.Random(path.name.rpartition("-")[0])
    for place in (i for i, letter in enumerate(text) if letter.isdigit()):
        digit = chance.choice([d for d in "0123456789" if d != text[place]])
        yield place, text[:place] + digit + text[place + 1 :]


def refused_or_the_same(text: str, statement: str) -> bool:
    """Whether the kernel alone refuses the text, or replays it to exactly the registered hash."""
    try:
        replayed = replay(parse(text))
        reach(replayed)
    except KernelError:
        return True
    return replayed.statement.digest() == statement


def attack(paths: list[Path]) -> int:
    """Changes every digit of the files in turn; the number of changes."""
    count = 0
    for path in paths:
        statement = replay(parse(path.read_text())).statement.digest()
        for place, text in mutants(path):
            count += 1
            assert refused_or_the_same(text, statement), f"{path.name} at {place}"
    return count


def by_size(folder: Path) -> list[Path]:
    return sorted(stored(folder), key=lambda path: path.stat().st_size)


def test_every_changed_digit_of_the_smallest_is_refused_or_changes_nothing(results, folder):
    assert attack(by_size(folder)[:10]) > 500


@pytest.mark.slow
def test_every_changed_digit_of_the_rest_is_refused_or_changes_nothing(results, folder):
    assert attack(by_size(folder)[10:40]) > 5000
