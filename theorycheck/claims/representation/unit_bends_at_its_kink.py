r"""A ReLU unit is affine on an interval at whose ends its argument does not change sign.

Meaning. For u(x) = relu(w x + b): u(p - r) + u(p + r) - 2 u(p) is 0 unless w x + b has two signs at p - r and p + r.
Proof idea. Where the argument has one sign, or is 0, at both ends, it has that sign in the middle.
Sharpness. Where the signs differ it is never 0; a kink at an end of the interval is none inside.
Source. Textbook; used by representation.bends_need_units.
How the formula differs. step(-z) is 1 for z < 0, else 0.
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
    relu,
    step,
    symbol,
)

w, b, p = real("w b p")
r = symbol("r", positive)


def argument(x):
    return w * x + b


before, after = argument(p - r), argument(p + r)
bend = relu(before) + relu(after) - 2 * relu(argument(p))
changes = step(-(before * after))
less = rational("9/10") * r

claim = Claim(
    title="A ReLU unit bends where its argument changes sign only",
    source=own("textbook"),
    conclude=eq(bend * (1 - changes), 0),
    lemmas=[
        have(or_(le(0, before), lt(before, 0)), by="either, auto"),
        have(or_(le(0, after), lt(after, 0)), by="either, auto"),
        have(implies(and_(le(0, before * after), and_(le(0, before), lt(after, 0))), le(before, 0)), by="contradict"),
        have(implies(and_(le(0, before * after), and_(le(0, after), lt(before, 0))), le(after, 0)), by="contradict"),
        have(implies(le(0, before * after), eq(bend, 0)), by="cases, auto"),
        have(implies(lt(before * after, 0), eq(changes, 1)), by="auto"),
        have(or_(lt(before * after, 0), le(0, before * after)), by="either, auto"),
    ],
    proof="cases, ideal",
    expect="PROVED",
    neighbours=[
        Neighbour("never-bends", conclude=eq(bend, 0)),
        Neighbour(
            "a-tenth-nearer", conclude=eq(bend * (1 - step(-(argument(p - less) * argument(p + less)))), 0), near=True
        ),
    ],
)
