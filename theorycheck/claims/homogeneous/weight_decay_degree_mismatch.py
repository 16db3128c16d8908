r"""With three layers weight decay makes 0 a strict local minimum at every strength, and a global one from 2^(2/3)/4 on.

Meaning. f(a, b, c) = (1 - sum_i a_i b_i c_i)^2 + lam sum_i (a_i^2 + b_i^2 + c_i^2) with lam > 0 and any number r >= 1
of blocks (a_i, b_i, c_i).  The output is of degree 3 and the regulariser of degree 2.  (1) Within distance lam/2 of 0,
entry by entry, f exceeds f(0) = 1 by lam/2 times the sum of squares: 0 is a strict local minimum.  (2) 0 is a global
minimum if and only if (4 lam)^3 >= 4, that is lam >= 2^(2/3)/4 = 0.39685...; below, it is a spurious one, for every r.
Proof idea. (1) 2 a b c <= |c| (a^2 + b^2).  (2) With 3 s^2 the sum of squares, the sum of products is at most s^3, as
one block is the best use of the squares; so f >= 1 from the threshold on.  Below, one block a = b = c = 2^(-1/3) gives
f = 1/4 + 3 lam 4^(-1/3) < 1.
Sharpness. The threshold is exact, and algebraic: it is the lam with (4 lam)^3 = 4; at lam = 9/25 it is too low already
(neighbour).  A regulariser of degree 3 has no such minimum below 2: homogeneous.matched_degree.
Source. Survey, §III-D, on Haeffele and Vidal.
The survey's words. "The results of [30], [31] also provide strong guidance on the design of network regularization to
ensure the non-existence of spurious local minima, showing that traditional weight decay is not appropriate for deep
networks."
How the formula differs. It is the smallest deep linear network of parallel blocks, one sample x = y = 1.  That 0 is a
strict local minimum is said by how fast f grows around it; that r >= 1, by an index j < r.  "Not appropriate" is read
as: there is a spurious minimum.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exp,
    forall,
    global_minimum,
    have,
    implies,
    le,
    local_minimum,
    log,
    lt,
    or_,
    positive,
    rational,
    real,
    sqrt,
    substitute,
    summation,
    survey,
    symbol,
    tabulate,
    unit_vector,
    vector,
)

r, j = dims("r j")
lam = symbol("lam", positive)
a, b, c = vector("a b c", r)
x, y, z = real("x y z")
layers = [a, b, c]


def squares(k):
    return a[k] * a[k] + b[k] * b[k] + c[k] * c[k]


whole, total = summation(r, squares), summation(r, lambda k: a[k] * b[k] * c[k])
f = (1 - total) ** 2 + lam * whole
zero = tabulate(r, lambda k: 0)
at_zero = substitute(f, dict.fromkeys(layers, zero))
h = log(rational("1/2")) / 3
t = exp(h)  # t^3 = 1/2
one = tabulate(r, lambda k: t * unit_vector(r, j)[k])
better = substitute(f, dict.fromkeys(layers, one))
near = forall(r, lambda k: and_(lt(-lam / 2, c[k]), lt(c[k], lam / 2)))
rise = implies(near, le(at_zero + lam / 2 * whole, f))
globally = global_minimum(f, layers, at=[zero] * 3)
low, high = lt((4 * lam) ** 3, 4), le(4, (4 * lam) ** 3)
s = sqrt(whole / 3)


def of(strength):
    """f for one block."""
    return (1 - x * y * z) ** 2 + strength * (x**2 + y**2 + z**2)


def spare(k):
    return lam / 2 * squares(k) - 2 * (a[k] * b[k] * c[k])


claim = Claim(
    title="Weight decay of a three-layer product: a strict local minimum at 0, spurious below a threshold",
    source=survey("III-D"),
    given=[lt(j, r)],
    conclude=and_(rise, and_(implies(high, globally), implies(globally, high))),
    lemmas=[
        have(eq(summation(r, lambda k: zero[k] * zero[k] * zero[k]), 0), by="matrix"),
        have(eq(summation(r, lambda k: zero[k] * zero[k] + zero[k] * zero[k] + zero[k] * zero[k]), 0), by="matrix"),
        have(eq(at_zero, 1), by="rewrite, auto"),
        # (1) near zero
        have(implies(lt(z, lam / 2), le(0, (lam / 2 - z) * ((x + y) * (x + y)))), by="auto"),
        have(implies(lt(-lam / 2, z), le(0, (lam / 2 + z) * ((x - y) * (x - y)))), by="auto"),
        have(
            implies(and_(lt(-lam / 2, z), lt(z, lam / 2)), le(0, lam / 2 * (x * x + y * y + z * z) - 2 * (x * y * z))),
            by="auto",
        ),
        have(implies(near, forall(r, lambda k: le(0, spare(k)))), by="at_indices, auto"),
        have(implies(near, le(0, summation(r, spare))), by="auto"),
        have(eq(summation(r, spare), lam / 2 * whole - 2 * total), by="sums"),
        have(le(0, total * total), by="auto"),
        have(rise, by="auto"),
        # (2) from the threshold on
        have(le(0, whole / 3), by="auto"),
        have(and_(le(0, s), eq(whole, 3 * s * s)), by="quotients_and_roots, auto"),
        have(le(total, s * s * s), by="auto"),
        have(implies(high, le(1, (1 - total) ** 2 + 3 * lam * s * s)), by="auto"),
        have(implies(high, le(at_zero, f)), by="auto"),
        # (2) below the threshold
        have(eq(h + h + h, log(rational("1/2"))), by="auto"),
        have(eq(exp(log(rational("1/2"))), rational("1/2")), by="laws(exp_of_log), auto"),
        have(eq(exp(h + h + h), rational("1/2")), by="rewrite, rewrite, auto"),
        have(eq(exp(h + h + h), t * t * t), by="laws(exp_sum, exp_sum), ideal"),
        have(eq(t * t * t, rational("1/2")), by="auto"),
        have(lt(0, t), by="laws(exp_positive), auto"),
        have(eq(unit_vector(r, j)[j], 1), by="auto"),
        have(
            eq(summation(r, lambda k: one[k] * one[k] * one[k]), summation(r, lambda k: zero[k]) + t * t * t),
            by="one_term(j), rewrite, auto",
        ),
        have(
            eq(
                summation(r, lambda k: one[k] * one[k] + one[k] * one[k] + one[k] * one[k]),
                summation(r, lambda k: zero[k]) + 3 * t * t,
            ),
            by="one_term(j), rewrite, auto",
        ),
        have(eq(summation(r, lambda k: zero[k]), 0), by="matrix"),
        have(implies(low, lt((1 - t * t * t) ** 2 + lam * (3 * t * t), 1)), by="auto"),
        have(eq(better, (1 - t * t * t) ** 2 + lam * (3 * t * t)), by="rewrite, rewrite, auto"),
        have(implies(low, lt(better, at_zero)), by="auto"),
        have(or_(high, lt(better, at_zero)), by="either, auto"),
    ],
    proof="cases, specialise, auto",
    uses=[
        "homogeneous.one_block_beats_zero",
        "homogeneous.triple_products_below_a_cube",
        "homogeneous.weight_decay_value_from_a_threshold",
    ],
    covers={"hv.ill.wd-degree-mismatch": "whole"},
    fidelity="equivalent",
    expect="PROVED",
    neighbours=[
        Neighbour("threshold-a-little-lower", given=[], conclude=le(1, of(rational("9/25"))), near=True),
        Neighbour(
            "no-spurious-minimum",
            given=[local_minimum(of(rational("1/100")), [x, y, z])],
            conclude=global_minimum(of(rational("1/100")), [x, y, z]),
            covers={"mut.hv.wd-deep": "whole"},
        ),
    ],
)
