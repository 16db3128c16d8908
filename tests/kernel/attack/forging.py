"""What becomes of changed certificates: refused, the same theorem, or another theorem, which must be true."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field

from theorycheck.kernel import KernelError
from theorycheck.kernel import terms as t
from theorycheck.kernel.errors import fuelled
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import Replayed, parse, replay

from .fuzzer import FalseTheorem, evaluated
from .mutations import mutants
from .recorded import definitions

POINTS, FUEL = 20, 300_000


@dataclass
class Outcomes:
    """Counts by (rule, mutation) and outcome; what was false, or passed for a statement that it does not prove."""

    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    supported: int = 0
    points: int = 0
    wrong: list[str] = field(default_factory=list)

    def of(self, outcome: str) -> int:
        return sum(count for (_, _, found), count in self.counts.items() if found == outcome)


def forged(documents: dict[str, list[dict]], count: int, seed: int) -> Outcomes:
    """Changes `count` certificates and looks at each."""
    outcomes = Outcomes()
    known: dict[int, Replayed] = {}
    for number, (rule, kind, old, new) in enumerate(mutants(documents, count, seed)):
        if id(old) not in known:
            known[id(old)] = replay(old)
        outcomes.counts[rule, kind, _outcome(known[id(old)], new, outcomes, seed + number)] += 1
    return outcomes


def _outcome(original: Replayed, document: dict, outcomes: Outcomes, seed: int) -> str:
    """As a file, so that the reader is part of it."""
    try:
        with fuelled(FUEL):
            found = replay(parse(json.dumps(document)))
    except KernelError:
        return "refused"
    theorem = found.theorem
    if theorem.conclusion is original.theorem.conclusion and not theorem.hypotheses:
        return "same theorem" if _passes(found) else "refused"
    passes = found.statement is original.statement and _passes(found)
    if passes and not _entails(theorem.conclusion, original.statement):
        outcomes.wrong.append(f"{theorem} passes for {original.statement}")
    _evaluate(found, document, outcomes, seed)
    return "another theorem"


def _passes(found: Replayed) -> bool:
    try:
        reach(found)
    except KernelError:
        return False
    return True


def _entails(conclusion: t.Term, statement: t.Term) -> bool:
    """Both opened: the same matrix, the conclusion under literal bounds; spelled out once more, not as `reach` does."""
    names = 0
    while statement.op == conclusion.op == "forall" and statement.data == conclusion.data:
        names += 1
        v = t.variable(f"opened{names}", statement.data)  # type: ignore[arg-type]
        statement, conclusion = t.instantiate(statement.args[0], [v]), t.instantiate(conclusion.args[0], [v])
    while conclusion is not statement and conclusion.op == "implies":
        if {arg.op for arg in conclusion.args[0].args} != {"literal", "variable"}:
            return False
        conclusion = conclusion.args[1]
    return conclusion is statement or conclusion is t.negate(statement)


def _evaluate(found: Replayed, document: dict, outcomes: Outcomes, seed: int) -> None:
    """At random points: the quantifiers in front are opened, the hypotheses and premises must hold there."""
    if found.theorem.trust:  # it rests on what was cited, which is any formula
        return
    hypotheses, conclusion, names = set(found.theorem.hypotheses), found.theorem.conclusion, 0
    while conclusion.op in ("forall", "implies"):
        if conclusion.op == "implies":
            hypotheses.add(conclusion.args[0])
            conclusion = conclusion.args[1]
            continue
        names += 1
        v = t.variable(f"opened{names}", conclusion.data)  # type: ignore[arg-type]
        conclusion = t.instantiate(conclusion.args[0], [v])
    known = definitions(document, found.theorem)
    try:
        points = evaluated(hypotheses, conclusion, range(seed, seed + POINTS), known, "a forged file")
    except FalseTheorem as false:
        outcomes.wrong.append(str(false))
        return
    outcomes.points += len(points)
    outcomes.supported += bool(points)
