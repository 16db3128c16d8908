r"""Along one coordinate, Powell's function has exactly one minimiser, past the end 1 or -1 of the cube.

Meaning. Where the sum of the two other coordinates is s, Powell's f(x, y, z) = -x y - y z - z x + sum of (|.| - 1)_+^2
is, as a function of one coordinate t, g(t) = -s t + (t - 1)_+^2 + (-t - 1)_+^2 and a constant.  For s > 0 every t other
than 1 + s/2 has a greater value than 1 + s/2; for -s in place of s it is -1 - s/2.
Proof idea. g(t) - g(1 + s/2) is (t - 1 - s/2)^2 for t >= 1, at least s^2/4 for t <= 1.
Sharpness. False for 1 + s/2 replaced by 1 + 11 s/20, and for s = 0, where all of [-1, 1] is minimal.
Source. Powell 1973, On search directions for minimization algorithms; a step of representation.powells_cycle.
How the formula differs. Powell's paper was not at hand; the function is the one that the literature gives as his.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    have,
    implies,
    le,
    lt,
    nonnegative,
    own,
    positive,
    rational,
    real,
    relu,
    symbol,
)

s, s_0 = symbol("s", positive), symbol("s_0", nonnegative)
t = real("t")


def along(s, t):
    return -s * t + (relu(t - 1) ** 2 + relu(-t - 1) ** 2)


def only(s, best):
    worse = lt(along(s, best), along(s, t))
    return and_(implies(lt(t, best), worse), implies(lt(best, t), worse))


half = rational("1/2")
claim = Claim(
    title="Along each coordinate Powell's function has one minimiser",
    source=own("a step of representation.powells_cycle"),
    conclude=and_(only(s, 1 + half * s), only(-s, -1 - half * s)),
    lemmas=[
        have(lt(0, s * s), by="auto"),
        have(implies(lt(t, 1 + half * s), lt(0, (t - 1 - half * s) ** 2)), by="contradict"),
        have(implies(lt(1 + half * s, t), lt(0, (t - 1 - half * s) ** 2)), by="contradict"),
        have(implies(lt(t, -1 - half * s), lt(0, (t + 1 + half * s) ** 2)), by="contradict"),
        have(implies(lt(-1 - half * s, t), lt(0, (t + 1 + half * s) ** 2)), by="contradict"),
        have(implies(lt(t, 1), lt(0, s * (1 - t))), by="auto"),
        have(implies(lt(-1, t), lt(0, s * (1 + t))), by="auto"),
        have(le(0, (1 + t) ** 2), by="auto"),
        have(le(0, (1 - t) ** 2), by="auto"),
    ],
    proof="split, auto",
    fidelity="exact",
    expect="PROVED",
    neighbours=[
        Neighbour("a-tenth-too-far", conclude=only(s, 1 + rational("11/20") * s), near=True),
        Neighbour("flat", conclude=only(s_0, 1 + half * s_0), near=True),
    ],
)
