r"""The flat region around a minimum of (1 - a b)^2 / 2 has infinite area: it has a connected part of any area V.

Meaning. {|1 - a b| < d}, d > 0, is where the loss is less than d^2/2 above its minimum.  The part of it with
1 <= a <= T = exp(V / (2 d)) has between (1 - d)/a and (1 + d)/a, for each a, the height 2 d / a: its area is V, for
every V > 0.  And with (a, b) the region has (c a, b / c) for every c > 0: T_c moves along it.
Proof idea. |1 - a b| < d where (1 - d)/a < b < (1 + d)/a, and the integral of 2 d / a is 2 d log T.
Sharpness. The height is 2 d / a, no more (neighbour `a-little-higher`), and no bound on the area holds.
Source. Survey, §I-D; Dinh et al. 2017 ([23]), theorem 2: the region of almost least loss has infinite volume.
The survey's words. "local minima discovered by SGD that lead to good generalization error belong to very flat regions
of the parameter space [23]."
How the formula differs. It is the smallest network; [23] has any network with one hidden layer.  Area is Riemann's
integral of the height; that the part between two graphs is connected is told.
"""

from theorycheck import (
    Claim,
    Neighbour,
    absolute,
    and_,
    eq,
    exp,
    have,
    implies,
    integral,
    le,
    log,
    lt,
    positive,
    rational,
    real,
    survey,
)

a, c, d, V = real("a c d V", positive)
b, t = real("b t")
below, above = (1 - d) / a, (1 + d) / a
end = exp(V / (2 * d))


def area(d, T):
    """Of the part of the strip with 1 <= a <= T."""
    return integral((1 + d) / t - (1 - d) / t, (t, 1, T))


def within(a, b):
    return lt(absolute(1 - a * b), d)


claim = Claim(
    title="The flat region around a minimum has infinite area",
    source=survey("I-D", "very flat regions of the parameter space [23]"),
    conclude=and_(
        and_(implies(and_(lt(below, b), lt(b, above)), within(a, b)), implies(within(a, b), within(c * a, b / c))),
        and_(lt(1, end), eq(area(d, end), V)),
    ),
    lemmas=[
        have(and_(eq(a * below, 1 - d), eq(a * above, 1 + d)), by="quotients_and_roots, auto"),
        have(implies(lt(below, b), lt(a * below, a * b)), by="auto"),
        have(implies(lt(b, above), lt(a * b, a * above)), by="auto"),
        have(implies(and_(lt(below, b), lt(b, above)), within(a, b)), by="split, auto"),
        have(eq(c * a * (b / c), a * b), by="quotients_and_roots, ideal"),
        have(implies(within(a, b), within(c * a, b / c)), by="rewrite, auto"),
        have(eq(V / (2 * d) * (2 * d), V), by="quotients_and_roots, auto"),
        have(lt(0, V / (2 * d)), by="contradict"),
        have(lt(exp(0), end), by="laws(exp_increasing), auto"),
        have(eq(exp(0), 1), by="auto"),
        have(lt(1, end), by="auto"),
        have(le(1, end), by="auto"),
        have(eq(log(end), V / (2 * d)), by="laws(log_of_exp), auto"),
        have(eq(log(1), 0), by="auto"),
        have(eq(area(d, end), V), by="antiderivative, ideal"),
    ],
    proof="auto",
    example=dict(a=1, b=1, c=1, d="1/2", V=1),
    covers={
        "flat.dinh.unbounded-sharpness": "part: the volume, for the smallest network",
        "mut.flat.eps-volume-finite": "whole",  # the negation: no bound V holds
    },
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "a-little-higher",
            conclude=implies(and_(lt(below, b), lt(b, rational("11/10") * above)), within(a, b)),
            near=True,
        ),
    ],
)
