"""A derivation refers to what it adopts: what is written down holds every step that is needed, and no other."""

from __future__ import annotations

import pytest

from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.replay import replay
from theorycheck.kernel.sorts import REAL
from theorycheck.kernel.theorem import Theorem

X = t.variable("x", REAL)


def _lemma(value: int, *adopted: Derivation) -> tuple[Derivation, Theorem]:
    d = Derivation()
    for other in adopted:
        d.adopt(other)
    d.truth()  # leads nowhere
    theorem = d.refl(t.real(value))
    return d.only(theorem), theorem


def _rules(d: Derivation, theorem: Theorem) -> list[str]:
    document = d.certificate(theorem, theorem.conclusion)
    assert replay(document).theorem.conclusion is theorem.conclusion
    return [name for name, _ in document["steps"]]


def test_what_was_adopted_is_written_down_where_it_is_needed() -> None:
    (first, one), (second, two) = _lemma(1), _lemma(2)
    d = Derivation()
    d.adopt(first)
    d.adopt(second)
    assert _rules(d, d.and_intro(one, d.refl(X))) == ["refl", "refl", "and_intro"]
    assert _rules(d, d.and_intro(two, two)) == ["refl", "and_intro"]


def test_so_is_what_stands_below_that_and_what_is_adopted_later() -> None:
    first, one = _lemma(1)
    d = Derivation()
    d.adopt(first)
    both = d.and_intro(one, d.refl(X))
    unused, _ = _lemma(3)
    d.adopt(unused)
    alone = d.only(both)
    above = Derivation()
    above.adopt(alone)
    turned = above.and_intro(above.and_right(both), above.and_left(both))
    assert _rules(above, turned) == ["refl", "refl", "and_intro"]  # as if the halves had not been put together
    above.adopt(unused)
    assert above.met(turned, [one, both]) == [both]
    assert _rules(above, above.and_intro(turned, one))[-1] == "and_intro"  # held by what `alone` adopted


def test_nothing_else_is_known() -> None:
    first, one = _lemma(1)
    d = Derivation()
    for write in (d.only, lambda theorem: d.certificate(theorem, theorem.conclusion)):
        with pytest.raises(KernelError, match="not derived here"):
            write(one)
        with pytest.raises(KernelError, match="not derived here"):
            write(d.and_intro(one, one))
    d.adopt(first)
    assert _rules(d, d.only(d.and_intro(one, one)) and d.and_intro(one, one)) == ["refl", "and_intro"]
