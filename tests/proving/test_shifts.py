"""What stays the same when two numbers move together is a question about their difference."""

from __future__ import annotations

from functools import reduce

import pytest

from theorycheck.kernel import polynomials as poly
from theorycheck.kernel import terms as t
from theorycheck.proving.shifts import without_shifts
from theorycheck.proving.sparse import atoms_of, dense, sparse, written


def power(x, n):
    return reduce(t.mul, [x] * n)


def checked(*parts):
    """What the atoms that are left stand for; written out again, the polynomials are those that came in."""
    polynomials = [poly.polynomial(part) for part in parts]
    atoms = atoms_of(polynomials)
    found, left = without_shifts([sparse(p, atoms) for p in polynomials], atoms)
    assert [poly.polynomial(written(dense(p, left))) for p in found] == polynomials
    return left


def kinds(*parts):
    return sorted(atom.op for atom in checked(*parts))


def test_a_difference_becomes_one_variable(v):
    """With what does not move beside it; of two pairs both do."""
    x, y, c, p = v.x, v.y, v.c, v.p
    assert kinds(t.add(power(t.sub(x, y), 4), power(c, 2)), t.mul(c, t.sub(x, y))) == ["add", "variable"]
    assert kinds(t.mul(t.sub(x, y), t.sub(c, p))) == ["add", "add"]


def test_what_moves_keeps_its_variables(v):
    """One polynomial of several is enough; numbers of layers are no reals, and stay what they are."""
    x, y = v.x, v.y
    assert checked(power(t.sub(x, y), 2), x) == [x, y]
    assert checked(t.mul(x, y)) == [x, y] and checked(t.add(x, y)) == [x, y]
    assert len(checked(t.sub(t.cast(v.n), t.cast(v.K)))) == 2


@pytest.mark.parametrize("strict", [False, True])
def test_taylors_remainder_is_small_and_no_smaller(v, stated, proved, gap, strict):
    """(y² - x² - 2x(y - x))² ≤ e (y - x)² where (y - x)² < e; not where (y - x)² < 2e, nor with <."""
    pytest.importorskip("clarabel", reason="needs clarabel: pip install theorycheck[sos]")
    x, y, e = v.x, v.y, v.c
    step = t.sub(y, x)
    rest = t.sub(power(y, 2), t.add(power(x, 2), t.mul(t.mul(t.real(2), x), step)))
    relation = (t.lt if strict else t.le)(power(rest, 2), t.mul(e, power(step, 2)))
    for factor in (1, 2):
        near = t.lt(power(step, 2), t.mul(t.real(factor), e))
        claim = stated(x, y, e, claim=t.implies(t.lt(t.real(0), e), t.implies(near, relation)))
        if factor == 1 and not strict:
            proved(claim, "squares(4)")
        else:
            gap(claim, "squares(4)")
