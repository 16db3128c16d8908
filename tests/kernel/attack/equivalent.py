"""Slips that change no verdict, each with the reason.  `test_slips` refuses entries that no slip has any more."""

from __future__ import annotations

EQUIVALENT: dict[str, str] = {
    "operators.py _residue: conjunct order >= 1": "0 ≤ value < order has no solution where order < 1",
    "rules/isolation.py isolated_minimum: check type(shift) is Fraction": "`rule` has checked the annotation Fraction",
    "rules/iteration.py maximum_bound: conjunct index.sort == NATURAL": "index < count has one sort, the count's: ℕ",
    "sorts.py check: conjunct len(sort) > 0": "the empty tuple is none of the cases, and the last case refuses",
    "sorts.py check: bound len(sort) > 0": "the empty tuple is none of the cases, and the last case refuses",
    "sorts.py _tuples: bound depth < MAX_NESTING": "`check`, which is run on what was read, refuses one level more",
    "sorts.py _tuples: conjunct 0 < len(value) <= 3": "`check` refuses other lengths; this one only bounds the work",
    "sorts.py _tuples: bound 0 < len(value) <= 3": "`check` refuses the empty tuple",
}
