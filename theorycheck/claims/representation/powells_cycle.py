r"""Exact minimisation along the coordinates in turn need not approach a critical point: Powell's cycle.

Meaning. f(x, y, z) = -x y - y z - z x + sum of (|.| - 1)_+^2, which is continuously differentiable.  From
p(e) = (-1 - e, 1 + e/2, -1 - e/4), e > 0, one sweep over x, y, z leads to -p(e/8): each coordinate moves to the only
minimiser of f along it.  As f(-p) = f(p), the next sweep leads to p(e/64), and so on for ever.  So the points visited
have six limit points, (1, 1, -1), (1, -1, -1), (1, -1, 1) and their negatives.  None is critical: on a line from
each, along one coordinate, f falls by 2 h over the length h, up to h = 2.
Proof idea. Along a coordinate f is representation.powells_coordinate_has_one_minimiser, with the sum of the other two
for s.  The rest is arithmetic.
Sharpness. With a tenth more or less the sweep leads to no minimiser (neighbours).
Source. Survey, §III-A; Powell 1973, On search directions for minimization algorithms.
The survey's words. "existing optimization algorithms - including (but certainly not limited to) gradient descent,
stochastic gradient descent, alternating minimization, block coordinate descent, back-propagation, and quasi-Newton
methods - which are typically only guaranteed to converge to a critical point of the objective function".
How the formula differs. It is one function and one method, block coordinate descent (or alternating minimisation).
That sweeps go on for ever, and the limits as e/8^n -> 0, are drawn from the formula here, not in it; and "critical"
is the absence of a descent at a positive rate.  Powell's paper was not at hand: function and start are as the
literature quotes them.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    eq,
    have,
    implies,
    interval,
    lt,
    positive,
    rational,
    real,
    relu,
    survey,
    symbol,
)

e, s = symbol("e", positive), symbol("s", positive)
h = symbol("h", interval(0, 2))
x, y, z, t = real("x y z t")
half = rational("1/2")


def outside(t):
    return relu(t - 1) ** 2 + relu(-t - 1) ** 2


def f(x, y, z):
    return -x * y - y * z - z * x + outside(x) + outside(y) + outside(z)


def only(best, along):
    """best is the one minimiser of along."""
    worse = lt(along(best), along(t))
    return and_(implies(lt(t, best), worse), implies(lt(best, t), worse))


def share(numerator, denominator):
    return rational(f"{numerator}/{denominator}") * e


def sweep(x_1, y_1, z_1):
    """From p(e), whose x no step reads, the sweep leads to these."""
    y_0, z_0 = 1 + share(1, 2), -1 - share(1, 4)
    return and_(
        only(x_1, lambda t: f(t, y_0, z_0)),
        only(y_1, lambda t: f(x_1, t, z_0)),
        only(z_1, lambda t: f(x_1, y_1, t)),
    )


descents = and_(
    eq(f(1, 1, -1 + h), f(1, 1, -1) - 2 * h),
    eq(f(1 - h, -1, -1), f(1, -1, -1) - 2 * h),
    eq(f(1, -1 + h, 1), f(1, -1, 1) - 2 * h),
)


def one_coordinate(s):
    """What is known of a coordinate, for the sums s and -s of the two others."""

    def below(s, best):
        return lt(-s * best + outside(best), -s * t + outside(t))

    up, down = 1 + half * s, -1 - half * s
    return [
        implies(lt(t, up), below(s, up)),
        implies(lt(up, t), below(s, up)),
        implies(lt(t, down), below(-s, down)),
        implies(lt(down, t), below(-s, down)),
    ]


first, second, third = one_coordinate(share(1, 4)), one_coordinate(share(1, 8)), one_coordinate(share(1, 16))

claim = Claim(
    title="Coordinate descent on Powell's function cycles and approaches no critical point",
    source=survey("III-A"),
    conclude=and_(
        sweep(1 + half * share(1, 4), -1 - half * share(1, 8), 1 + half * share(1, 16)),
        eq(f(-x, -y, -z), f(x, y, z)),
        descents,
    ),
    uses=("representation.powells_coordinate_has_one_minimiser",),
    lemmas=[
        *(have(part, by="auto") for part in one_coordinate(s)),
        *(have(part, by="specialise, auto") for part in (*first[:2], *second[2:], *third[:2])),
        *(have(eq(outside(-u), outside(u)), by="split, auto") for u in (x, y, z)),
        have(descents, by="split, auto"),
    ],
    proof="auto",
    covers={"survey.III-A.methods-converge": "part: coordinate descent, one function"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("a-tenth-more", conclude=sweep(1 + share(11, 80), -1 - share(1, 16), 1 + share(1, 32)), near=True),
        Neighbour("a-tenth-less", conclude=sweep(1 + share(1, 8), -1 - share(1, 16), 1 + share(9, 320)), near=True),
    ],
)
