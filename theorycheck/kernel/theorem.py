"""Theorems, and how a rule makes one.

`Theorem(hypotheses, conclusion, trust)` says: in the standard model, for all values of the free variables, if every
hypothesis holds then the conclusion holds; provided that everything named in `trust` is true.

Python cannot hide a constructor.  A theorem object in memory is therefore only a working copy; what counts is that
the kernel alone, in a fresh process, replays the certificate that was written down (`replay`).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from .errors import KernelError, fuelled, need, only_kernel_errors
from .sorts import PROPOSITION
from .terms import Term

_KEY = object()


class Theorem:
    """hypotheses ⊢ conclusion, resting on trust.  Immutable; made by rules only."""

    __slots__ = ("hypotheses", "conclusion", "trust")
    hypotheses: frozenset[Term]
    conclusion: Term
    trust: frozenset[str]

    def __init__(self, key: object, hypotheses: frozenset[Term], conclusion: Term, trust: frozenset[str]):
        need(key is _KEY, "theorems are made by the rules of the kernel, not by hand")
        for formula in (*hypotheses, conclusion):
            need(type(formula) is Term and formula.sort == PROPOSITION and formula.closed, "not a closed formula")
        object.__setattr__(self, "hypotheses", hypotheses)
        object.__setattr__(self, "conclusion", conclusion)
        object.__setattr__(self, "trust", trust)

    def __setattr__(self, name: str, value: object) -> None:
        raise KernelError("a theorem does not change")

    def __repr__(self) -> str:
        left = ", ".join(sorted(map(str, self.hypotheses)))
        return f"{left} ⊢ {self.conclusion}"


def conclude(
    conclusion: Term, premises: Iterable[Theorem] = (), without: Iterable[Term] = (), also: Iterable[Term] = (),
    trust: Iterable[str] = (),
) -> Theorem:  # fmt: skip
    """The theorem with the premises' hypotheses (minus `without`, plus `also`) and their united trust."""
    premises = tuple(premises)
    hypotheses = frozenset(also).union(*(p.hypotheses for p in premises)) - frozenset(without)
    united = frozenset(trust).union(*(p.trust for p in premises))
    return Theorem(_KEY, hypotheses, conclusion, united)


# -- rules -------------------------------------------------------------------------------------------------------

RULES: dict[str, Callable[..., Theorem]] = {}


def _is(kind: type) -> Callable[[object], bool]:
    return lambda value: type(value) is kind


def _tuple_of(kind: type) -> Callable[[object], bool]:
    return lambda value: type(value) is tuple and all(type(item) is kind for item in value)  # type: ignore[attr-defined]


_CHECKS: dict[str, Callable[[object], bool]] = {
    "Theorem": _is(Theorem), "Term": _is(Term), "Fraction": _is(Fraction), "int": _is(int), "str": _is(str),
    "tuple": _is(tuple), "tuple[Theorem, ...]": _tuple_of(Theorem), "tuple[Term, ...]": _tuple_of(Term),
}  # fmt: skip


def rule(function: Callable[..., Theorem]) -> Callable[..., Theorem]:
    """Registers an inference rule.  Its arguments are checked against their annotations; its fuel is limited."""
    parameters = [str(p.annotation) for p in inspect.signature(function).parameters.values()]
    name = function.__name__
    if unknown := [p for p in parameters if p not in _CHECKS]:
        raise TypeError(f"rule {name}: no check for {unknown}")
    if name in RULES:
        raise TypeError(f"two rules are called {name}")

    def apply(*arguments: Any) -> Theorem:
        need(len(arguments) == len(parameters), f"{name} takes {len(parameters)} arguments, got {len(arguments)}")
        for argument, parameter in zip(arguments, parameters, strict=True):
            need(_CHECKS[parameter](argument), f"{name}: expected {parameter}, got {type(argument).__name__}")
        with fuelled(), only_kernel_errors(name):
            return function(*arguments)

    apply.__name__ = name
    apply.__doc__ = function.__doc__
    apply.__module__ = function.__module__
    apply.__wrapped__ = function  # type: ignore[attr-defined]
    RULES[name] = apply
    return apply
