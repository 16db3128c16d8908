"""The attack at scale: `python tests/kernel/attack/run.py --mutants 5000 --theorems 100000 --slips --seed 1 --write`.

Prints one table a part; with --write the rows of what was run take their place in docs/trust.md.  Exit 1 where anything
false was accepted, or a slip went unnoticed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "rules")]
COMMAND = "python tests/kernel/attack/run.py"


def _table(head: list[str], rows: list[list[object]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines) + "\n"


def _mutants(count: int, seed: int) -> tuple[str, str, bool]:
    from attack.forging import POINTS, forged
    from attack.mutations import MUTATIONS
    from attack.recorded import certificates

    documents = certificates(seed, 8)
    found = forged(documents, count, seed)
    names = ["refused", "same theorem", "another theorem"]

    def rows(place: int) -> list[list[object]]:
        keys = sorted({key[place] for key in found.counts})
        return [[key, *(sum(n for k, n in found.counts.items() if k[place] == key and k[2] == o) for o in names)]
                for key in keys]  # fmt: skip

    told = _table(["change", *names], rows(1)) + "\n" + _table(["rule", *names], rows(0))
    summary = (
        f"| changed certificates | `{COMMAND} --mutants {count} --seed {seed}` | {count} changes of {len(MUTATIONS)} "
        f"kinds to certificates of all {len(documents)} rules and samples: {found.of('refused')} refused, "
        f"{found.of('same theorem')} the same theorem, {found.of('another theorem')} another theorem, of which "
        f"{found.supported} had their hypotheses met at some of {POINTS} points ({found.points} points in all); "
        f"{len(found.wrong)} false |"
    )
    return told + "\n".join(found.wrong), summary, not found.wrong


def _theorems(count: int, seed: int) -> tuple[str, str, bool]:
    from attack.fuzzer import FalseTheorem, Fuzzer, Tally

    from theorycheck.kernel.rules import RULES

    total, false, points, at = Tally(), "", 20, seed
    while sum(total.proved.values()) < count and not false:
        fuzzer = Fuzzer(at, worlds=points)
        try:
            fuzzer.run(60)
        except FalseTheorem as found:
            false = str(found)
        for name, counter in vars(fuzzer.tally).items():
            getattr(total, name).update(counter)
        at += 1
    columns = [total.proved, total.seen, total.supported, total.confirmed, total.refused]
    head = ["rule", "theorems", "with hypotheses met", "points", "points seen true", "refused"]
    told = _table(head, [[name, *(column[name] for column in columns)] for name in sorted(RULES)])
    never = sorted(name for name in RULES if not total.seen[name])
    least = min((total.proved[name], name) for name in RULES)
    summary = (
        f"| composed theorems | `{COMMAND} --theorems {count} --seed {seed}` | {sum(total.proved.values())} theorems "
        f"by random compositions of all {len(RULES)} rules (the fewest, {least[0]}, by `{least[1]}`), at "
        f"{points} points each: {sum(total.seen.values())} with their hypotheses met, at "
        f"{sum(total.supported.values())} points; {sum(total.refused.values())} attempts refused; never met: "
        f"{', '.join(never) or 'none'}; {int(bool(false))} false |"
    )
    return told + false, summary, not false


def _slips(words: list[str]) -> tuple[str, str, bool]:
    from attack import jury, slips
    from attack.equivalent import EQUIVALENT

    import theorycheck.kernel

    kernel = Path(theorycheck.kernel.__file__).parent
    chosen = [slip for slip in slips.slips(kernel) if all(word in slip.key for word in words)]
    caught, left = {}, []
    for slip, by in jury.verdicts(chosen, kernel):
        caught.update({slip.key: by} if by else {})
        left += [] if by else [slip.key]
        sys.stdout.write(f"{slip.key}  <-  {by}\n" if by else f"LEFT  {slip.key}\n")
        sys.stdout.flush()
    harmless, bad = [key for key in left if key in EQUIVALENT], [key for key in left if key not in EQUIVALENT]
    kinds = sorted({slip.kind for slip in chosen})
    rows = [
        [kind, *(sum(slip.kind == kind and slip.key in keys for slip in chosen) for keys in (caught, harmless, bad))]
        for kind in kinds
    ]
    told = _table(["slip", "noticed", "changes nothing", "unnoticed"], rows)
    summary = (
        f"| slips in the kernel's source | `{COMMAND} --slips` | {len(chosen)} (a check, one of its parts, a strict "
        f"bound, a premise, left out or weakened in turn): {len(caught)} make a test fail, {len(harmless)} change no "
        f"verdict for a reason written down (`tests/kernel/attack/equivalent.py`), {len(bad)} go unnoticed |"
    )
    return told + "".join(f"LEFT  {key}\n" for key in bad), summary, not bad


def _write(summaries: list[str]) -> None:
    """Each row takes the place of the row with the same first cell."""
    page = ROOT / "docs" / "trust.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    for summary in summaries:
        first = "| ".join(summary.split("| ")[:2])
        (place,) = [number for number, line in enumerate(lines) if line.startswith(first)]
        lines[place] = summary
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mutants", type=int, default=0, help="how many certificates to change")
    parser.add_argument("--theorems", type=int, default=0, help="how many theorems to compose")
    parser.add_argument("--slips", nargs="*", help="plant every slip whose key holds all these words")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="put the rows into docs/trust.md")
    given = parser.parse_args()
    parts = [_mutants(given.mutants, given.seed)] if given.mutants else []
    parts += [_theorems(given.theorems, given.seed)] if given.theorems else []
    parts += [_slips(given.slips)] if given.slips is not None else []
    for told, summary, _ in parts:
        sys.stdout.write(f"{told}\n{summary}\n\n")
    if given.write:
        _write([summary for _, summary, _ in parts])
    return 0 if parts and all(good for _, _, good in parts) else 1


if __name__ == "__main__":
    sys.exit(main())
