"""Using what the kernel has not checked, under its name."""

from __future__ import annotations

from ..errors import need
from ..sorts import is_name
from ..terms import Term
from ..theorem import Theorem, conclude, rule

KINDS = ("standard", "cited", "oracle")


@rule
def cite(kind: str, name: str, formula: Term) -> Theorem:
    """⊢ p, resting on trust in `kind:name#hash of p`.

    standard: a textbook theorem · cited: a research result · oracle: the answer of an outside solver.
    Whatever uses it carries the label, so that no verdict can hide it.
    """
    need(kind in KINDS, f"cite: the kind is one of {', '.join(KINDS)}")
    need(is_name(name) and "#" not in name and ":" not in name, "cite: a name without # and :")
    need(formula.closed and not formula.free, "cite: a closed formula without free variables")
    return conclude(formula, trust=[f"{kind}:{name}#{formula.digest()}"])
