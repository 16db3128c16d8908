"""Proof scripts: "induct(K), auto" is a list of tactic calls; each hands what it leaves open to the next.

A tactic is a function of the same name as its file in `tactics/`; the folder is the list of tactics.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from fractions import Fraction

from theorycheck.errors import ProofScriptError
from theorycheck.kernel import terms
from theorycheck.kernel.terms import Term
from theorycheck.kernel.theorem import Theorem

from . import tactics
from .context import Tactic, stop

_CALL = re.compile(r"\s*([a-z_]+)\s*(?:\(([^()]*)\))?\s*(?:,|$)")

Call = tuple[str, tuple[str, ...]]


@functools.cache
def names() -> tuple[str, ...]:
    """Every tactic there is."""
    return tuple(sorted(info.name for info in pkgutil.iter_modules(tactics.__path__)))


def parse(script: str) -> list[Call]:
    """The calls of a script, in order; raises ProofScriptError."""
    calls, position = [], 0
    while position < len(script.rstrip()):
        found = _CALL.match(script, position)
        if found is None:
            raise ProofScriptError(
                f"cannot read the proof script {script!r} at {script[position:]!r}",
                cure="write tactic calls such as 'induct(K), auto'",
            )
        name, arguments = found.group(1), found.group(2)
        calls.append((name, tuple(a.strip() for a in arguments.split(",")) if arguments else ()))
        position = found.end()
    return calls


def tactic(name: str) -> Callable[..., Theorem]:
    """The tactic of that name."""
    if name not in names():
        raise ProofScriptError(
            f"there is no tactic {name!r}", cure=f"the tactics are {', '.join(names())} and restrict"
        )
    return getattr(importlib.import_module(f"{tactics.__name__}.{name}"), name)


def compose(calls: list[Call], end: Tactic | None = None) -> Tactic:
    """The tactic that runs the calls in turn, ending with `auto`, or with `end`."""
    if not calls:
        return end or (lambda context, goal: tactic("auto")(context, goal, stop))
    (name, arguments), *rest = calls
    first, then = tactic(name), compose(rest, end)
    try:
        inspect.signature(first).bind(None, None, None, *arguments)
    except TypeError:
        usage = f"{name}{inspect.signature(first)}".replace("context: Context, goal: Term, then: Tactic", "…")
        raise ProofScriptError(f"{name} does not take {arguments}", cure=f"its form is {usage}") from None
    return lambda context, goal: first(context, goal, then, *arguments)


def rational(text: str) -> Fraction:
    """A rational argument of a tactic."""
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        raise ProofScriptError(f"{text!r} is not a rational", cure="write one such as 1/100") from None


def constant(text: str) -> Term:
    """A constant argument of a tactic: a rational, `pi`, or a part of it such as `pi/2`."""
    if not text.startswith("pi"):
        return terms.real(rational(text))
    share = rational("1" + text.removeprefix("pi"))
    return terms.pi() if share == 1 else terms.mul(terms.real(share), terms.pi())
