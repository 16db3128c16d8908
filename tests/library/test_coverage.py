"""docs/coverage.md and docs/mutations.md: what they say of each entry is what the library and its check say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from theorycheck.statement.discovery import catalogue, load

DOCS = Path(__file__).parents[2] / "docs"
REASONS = ("not a mathematical sentence", "out of vocabulary", "needs a proof we do not have")
FIRST_PART = ("pre", "lin", "bp", "cvx", "ten", "sas", "crit", "hv", "flat", "ent")
FALLS = {"search": "REFUTED", "rejected": "REJECTED", "proof": "PROVED", "true": "PROVED"}
FILE = re.compile(r"`([^`]+)` ([A-Z]+) (whole|part)")


def rows() -> dict[str, str]:
    """Entry of the survey's catalogue -> what stands under `files`."""
    text = (DOCS / "coverage.md").read_text(encoding="utf-8")
    found = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|[^|]*\|$", text, re.M)
    assert len(found) == len(dict(found)), "an entry has two rows"
    return dict(found)


def recorded() -> dict[str, set[tuple[str, str, str]]]:
    """Entry -> (id, verdict, share) of each of its files."""
    return {key: set(FILE.findall(files)) for key, files in rows().items()}


def covering() -> Iterator[tuple[str, str, str]]:
    """(entry, id, share) as the claim files have it."""
    for entry in catalogue():
        claim = load(entry)
        for name, covers in [(entry.id, claim.covers), *((f"{entry.id}/{n.name}", n.covers) for n in claim.neighbours)]:
            yield from ((key, name, how.partition(":")[0]) for key, how in covers.items() if not key.startswith("mut."))


def test_the_table_has_every_file_that_covers_an_entry_and_no_other():
    table = {(key, name, share) for key, files in recorded().items() for name, _, share in files}
    assert table == set(covering())


def test_an_entry_without_a_file_has_one_typed_reason():
    for key, files in rows().items():
        listed = "; ".join(f"`{name}` {verdict} {share}" for name, verdict, share in FILE.findall(files))
        reason = re.fullmatch(rf"none: ({'|'.join(REASONS)})(?: \(.+\))?", files)
        assert files == listed or reason, key


def test_at_most_one_entry_in_ten_of_the_first_part_has_no_file():
    ours = {key: files for key, files in rows().items() if key.partition(".")[0] in FIRST_PART}
    without = [key for key, files in ours.items() if files.startswith("none")]
    assert len(ours) == 48 and 10 * len(without) <= len(ours), without


def test_the_verdicts_of_the_table_are_those_of_the_check(results):
    found = {(result.outcome.id, result.outcome.verdict.value) for result in results}
    found |= {(n.id, n.verdict.value) for result in results for n in result.outcome.neighbours}
    assert {(name, verdict) for files in recorded().values() for name, verdict, _ in files} <= found


def test_the_false_rows_fall_as_their_table_says(results):
    table = re.findall(r"^\| `mut[^|]*\| `([^`]+)` \| (\w+) \|$", (DOCS / "mutations.md").read_text("utf-8"), re.M)
    found = {result.outcome.id: result.outcome.verdict.value for result in results}
    found |= {n.id: n.verdict.value for result in results for n in result.outcome.neighbours}
    assert {name: found[name] for name, _ in table} == {name: FALLS[how] for name, how in table}
