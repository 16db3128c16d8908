r"""An affine function changes sign in at most one of two intervals that do not overlap.

Meaning. For a(x) = w x + b, and q >= p + 2 r: not both a(p - r) a(p + r) < 0 and a(q - r) a(q + r) < 0.
Proof idea. a is monotone, and p - r < p + r <= q - r < q + r.
Sharpness. False where the intervals overlap, by however little.
Source. Textbook; used by representation.bends_need_units.
How the formula differs. step(-z) is 1 for z < 0, else 0: the product of the two is 0.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    eq,
    have,
    implies,
    le,
    lt,
    or_,
    own,
    positive,
    rational,
    real,
    step,
    symbol,
)

w, b, p, q = real("w b p q")
r = symbol("r", positive)


def argument(x):
    return w * x + b


before, after, then, last = (argument(x) for x in (p - r, p + r, q - r, q + r))
changes = lt(before * after, 0)
first, second = step(-(before * after)), step(-(then * last))

claim = Claim(
    title="An affine function changes sign once",
    source=own("textbook"),
    given=[le(2 * r, q - p)],
    conclude=eq(first * second, 0),
    lemmas=[
        have(implies(le(0, w), and_(le(before, after), and_(le(after, then), le(then, last)))), by="auto"),
        have(implies(lt(w, 0), and_(le(after, before), and_(le(then, after), le(last, then)))), by="auto"),
        have(implies(and_(le(0, w), changes), lt(0, after)), by="contradict"),
        have(implies(and_(lt(w, 0), changes), lt(after, 0)), by="contradict"),
        have(or_(le(0, w), lt(w, 0)), by="either, auto"),
        have(implies(changes, le(0, then * last)), by="cases, auto"),
        have(implies(changes, eq(second, 0)), by="auto"),
        have(implies(le(0, before * after), eq(first, 0)), by="auto"),
        have(or_(changes, le(0, before * after)), by="either, auto"),
    ],
    proof="cases, ideal",
    expect="PROVED",
    neighbours=[
        Neighbour(
            "overlapping",
            given=[le(rational("9/5") * r, q - p)],
            conclude=or_(le(0, before * after), le(0, then * last)),
            near=True,
        )
    ],
)
