"""Facts that a function is convex: ∀x. ∀y. ∀t. 0 ≤ t ∧ t ≤ 1 ⇒ f((1 - t)·x + t·y) ≤ (1 - t)·f(x) + t·f(y)."""

from __future__ import annotations

from dataclasses import dataclass

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.terms import Term, add, conj, instantiate, le, mul, real, sub
from theorycheck.kernel.theorem import Theorem

from .context import Context
from .matching import match


@dataclass(frozen=True)
class Chord:
    """⊢ ∀t. 0 ≤ t ∧ t ≤ 1 ⇒ g(t) ≤ (1 - t)·f(p) + t·f(q), and its points."""

    theorem: Theorem
    point: Term
    end: Term

    def value(self, t: Term) -> Term:
        """g(t) = f((1 - t)·p + t·q)."""
        return instantiate(self.theorem.conclusion.args[0], [t]).args[1].args[0]


def chords(context: Context, here: Term, there: Term) -> list[Chord]:
    """For each fact that some f is convex: its chord from f(p) = `here` to f(q) = `there`."""
    found = []
    for fact in context.facts:
        holes: list[Term] = []
        body = fact.conclusion
        while body.op == "forall" and len(holes) < 3:
            holes.append(context.fresh("hole", body.data, here, there, *holes))  # type: ignore[arg-type]
            body = instantiate(body.args[0], [holes[-1]])
        ends = _ends(body, holes)
        if ends is None:
            continue
        first, second = match(ends[0], here, holes[:1]), match(ends[1], there, holes[1:2])
        if first and second:
            d, p, q = context.derivation, first[holes[0]], second[holes[1]]
            found.append(Chord(d.forall_elim(d.forall_elim(fact, p), q), p, q))
    return found


def _ends(body: Term, holes: list[Term]) -> tuple[Term, Term] | None:
    """f(x) and f(y), where the formula says that f is convex."""
    if len(holes) < 3 or holes[2].sort != REAL or body.op != "implies" or body.args[1].op != "le":
        return None
    t, bound = holes[2], body.args[1].args[1]
    if body.args[0] is not conj(le(real(0), t), le(t, real(1))) or bound.op != "add":
        return None
    if any(part.op != "mul" for part in bound.args):
        return None
    here, there = (part.args[1] for part in bound.args)
    straight = add(mul(sub(real(1), t), here), mul(t, there))
    return (here, there) if bound is straight and t.data not in terms.add(here, there).free else None
