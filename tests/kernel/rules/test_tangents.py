"""The definition of the derivative, both ways."""

from __future__ import annotations

from shapes import LOOSE, NATURAL, P, at, by, f, given, nonzero, one, proves, r, refuses, t, x, y, z, zero

from theorycheck.kernel.neighbourhoods import tangent

s = t.variable("s", x.sort)
SQUARE, ROOT, INVERSE = t.lam(s, t.mul(s, s)), t.lam(s, t.elementary("sqrt", s)), t.lam(s, t.div(one, s))


def test_the_formula_of_a_tangent() -> None:
    """∀e. 0 < e ⇒ ∃r. 0 < r ∧ ∀t. t·t < r ⇒ (g(x + t) - (g(x) + y·t))² ≤ e·(t·t), nothing captured."""
    e, radius, step = (t.variable(name, x.sort) for name in ("one", "two", "three"))
    rest = t.sub(at(r, t.add(x, step)), t.add(at(r, x), t.mul(y, step)))
    inside = t.implies(t.lt(t.mul(step, step), radius), t.le(t.mul(rest, rest), t.mul(e, t.mul(step, step))))
    some = t.exists(radius, t.conj(t.lt(zero, radius), t.forall(step, inside)))
    assert tangent(r, x, y) is t.forall(e, t.implies(t.lt(zero, e), some))
    named = [t.variable(name, x.sort) for name in "ert"]
    assert tangent(r, named[0], named[1]) is t.substitute(tangent(r, x, y), {x: named[0], y: named[1]})
    assert tangent(r, x, named[2]) is t.substitute(tangent(r, x, y), {y: named[2]})


def test_tangent_slope__accepts_the_definition() -> None:
    """For any function, of which nothing else is known; at any point."""
    line = tangent(r, x, y)
    proves(by.tangent_slope(given(line), r, x, y), t.eq(t.deriv(r, x), y), line)


def test_tangent_slope__refuses_another_premise() -> None:
    """Another function, point or slope; a formula of another kind; open terms and other sorts."""
    line = given(tangent(r, x, y))
    because = "the premise is not the definition"
    for function, point, slope in [(SQUARE, x, y), (r, z, y), (r, x, z), (r, y, x)]:
        refuses(by.tangent_slope, line, function, point, slope, because=because)
    refuses(by.tangent_slope, given(P), r, x, y, because=because)
    # one e is not every e, and a premise without 0 < r is one that r = 0 meets
    (body,) = line.conclusion.args
    refuses(by.tangent_slope, given(t.make("exists", x.sort, (t.conj(*body.args),))), r, x, y, because=because)
    refuses(by.tangent_slope, line, f, x, y, because="a closed real function")
    refuses(by.tangent_slope, line, r, LOOSE, y, because="at a real number")
    refuses(by.tangent_slope, line, r, t.natural(0), y, because="at a real number")
    refuses(by.tangent_slope, line, r, x, LOOSE, because="a real slope")
    refuses(by.tangent_slope, line, r, x, t.variable("n", NATURAL), because="a real slope")
    loose = t.make("bound", (0, r.sort))
    refuses(by.tangent_slope, line, loose, x, y, because="a closed real function")


def test_tangent_line__accepts_what_the_calculus_covers() -> None:
    """And what it gives is what `tangent_slope` takes: the slope is that of `derive`."""
    line = by.tangent_line(by.truth(), SQUARE, x)
    slope = t.add(t.mul(one, x), t.mul(x, one))
    proves(line, tangent(SQUARE, x, slope))
    proves(by.tangent_slope(line, SQUARE, x, slope), by.derive(by.truth(), SQUARE, x).conclusion)
    domain = nonzero(x)
    assert by.tangent_line(given(domain), INVERSE, x).hypotheses == {domain}


def test_tangent_line__refuses_what_is_not_differentiable() -> None:
    """A root at 0, a quotient without its condition, a condition at another point, what has no rule."""
    because = "the premise is not the condition"
    refuses(by.tangent_line, by.truth(), ROOT, zero, because=because)
    refuses(by.tangent_line, given(nonzero(y)), INVERSE, x, because=because)
    refuses(by.tangent_line, given(nonzero(one)), INVERSE, x, because=because)
    refuses(by.tangent_line, by.truth(), r, x, because="derivative")
    refuses(by.tangent_line, by.truth(), SQUARE, LOOSE, because="at a real number")
    refuses(by.tangent_line, by.truth(), f, x, because="a closed real function")
    kink = t.lam(s, t.select(t.le(s, zero), t.neg(s), s))
    refuses(by.tangent_line, by.truth(), kink, zero, because="depends on the variable")
