"""A certificate may call things what it likes: what the kernel prints of them does not pass for something else."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from theorycheck.kernel import sorts
from theorycheck.kernel import terms as t
from theorycheck.kernel.__main__ import _accepted, _line
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.printing import show
from theorycheck.kernel.replay import parse, replay
from theorycheck.kernel.sorts import REAL


def _function(d: Derivation, name: str, body: Callable[[t.Term], t.Term]) -> t.Term:
    x = t.variable("x", REAL)
    return d.define(name, t.lam(x, body(x))).conclusion.args[0]


def test_names_that_look_alike_are_shown_apart() -> None:
    """A certificate may call its constants what it likes; the formula it prints does not pass for another."""
    d, x = Derivation(), t.variable("x", REAL)
    relu = _function(d, "relu", lambda x: t.select(t.le(t.real(0), x), x, t.real(0)))
    same, cyrillic = _function(d, "relu", lambda x: x), _function(d, "rеlu", lambda x: x)
    exp, hidden = _function(d, "exp", lambda x: t.real(0)), _function(d, "re\u200blu", lambda x: x)
    shown = [show(t.apply(f, x)) for f in (relu, same, cyrillic, exp, hidden)]
    shown.append(show(t.elementary("exp", x)))
    assert shown[0] == shown[1] == "relu(x)" and len(set(shown[1:])) == 5  # each alone is told by its name
    assert "\u200b" not in shown[4] and "exp#" in shown[3]
    both = show(t.eq(t.apply(relu, x), t.apply(same, x)))
    left, right = both.strip("()").split(" = ")
    assert left == "relu(x" + ")" * (left.count(")")) and right.startswith("relu#")


def test_a_sort_that_is_called_like_the_reals_is_not_shown_as_them() -> None:
    forged = t.forall(t.variable("x", sorts.finite("ℝ")), t.eq(t.real(1), t.real(1)))
    assert "finite 'ℝ'" in show(forged) and "∀x0:ℝ" not in show(forged)
    assert "∀x0:S." in show(t.forall(t.variable("x", sorts.finite("S")), t.TRUE))
    assert "∀x0:Z7." in show(t.forall(t.variable("x", sorts.cyclic(7)), t.TRUE))


@pytest.mark.parametrize("name", ["\ud800", "\x00", "\x1b[2J", "\u202e", "a\nb", "\U0010ffff", "ℝ", "x" * 900])
def test_any_name_is_read_shown_and_written(name: str) -> None:
    """And nothing that a terminal acts upon leaves the kernel."""
    d, x = Derivation(), t.variable("x", REAL)
    made = d.define(name, t.lam(x, t.mul(x, x)))
    text = json.dumps(d.certificate(made, made.conclusion))
    replayed = replay(parse(text))
    assert replayed.theorem.conclusion is made.conclusion
    answer = _accepted("file", replayed)
    assert answer["text"].isprintable() and json.loads(_line(answer)) == answer
