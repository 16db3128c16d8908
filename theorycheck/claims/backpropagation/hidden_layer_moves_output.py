r"""Moving each hidden unit along a separating direction, times its output weight, moves the output to the right side.

Meaning. The network's last preactivation is c + sum_j v_j sigma(<W_j, x>), of any width, sigma strictly increasing, and
some v_j is not 0.  When each W_j moves by t v_j s, t > 0, it rises for an input x with <s, x> > 0, and falls where
<s, x> < 0.
Proof idea. Each hidden preactivation moves by t v_j <s, x> (`backpropagation.hidden_units_rise_together`).
Sharpness. For <s, x> = 0 nothing moves (neighbour `orthogonal-inputs`).
Source. Own, after Gori and Tesi 1992 ([44] in the survey, §III-B); used by backpropagation.hidden_layer_descends.
How the formula differs. It is not in the survey.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    fn,
    forall,
    function,
    have,
    implies,
    le,
    lt,
    matrix,
    outer,
    own,
    real,
    squared_norm,
    summation,
    vector,
)

D, p = dims("D p")
W, v, s, x = matrix("W", D, p), vector("v", p), vector("s", D), vector("x", D)
sigma = function("sigma", real(), real())
c, t = real("c t")
there = W + t * outer(s, v)
along = summation(D, lambda d: x[d] * s[d])


def unit(layer, j):
    return summation(D, lambda d: x[d] * layer[d, j])


def last(layer):
    return c + summation(p, lambda j: v[j] * sigma(unit(layer, j)))


def moved(j):
    return sigma(unit(W, j) + t * along * v[j])


old, new = last(W), summation(p, lambda j: v[j] * moved(j))
before = summation(p, lambda j: v[j] * sigma(unit(W, j)))
increasing = forall(real(), lambda y: forall(real(), lambda z: implies(lt(y, z), lt(sigma(y), sigma(z)))))
rises = implies(lt(0, along), lt(old, last(there)))
falls = implies(lt(along, 0), lt(last(there), old))

claim = Claim(
    title="The hidden layer moves the output of each separated input to its side",
    source=own("after Gori and Tesi 1992, the survey's [44]"),
    given=[increasing, lt(0, t), lt(0, squared_norm(v))],
    conclude=and_(rises, falls),
    lemmas=[
        have(forall(p, lambda j: eq(unit(there, j), unit(W, j) + t * along * v[j])), by="matrix"),
        have(forall(p, lambda j: eq(sigma(unit(there, j)), moved(j))), by="at_indices, rewrite, auto"),
        have(eq(last(there), c + new), by="induct(p), at_indices, auto"),
        have(implies(lt(0, along), lt(0, t * along)), by="auto"),
        have(implies(lt(along, 0), lt(t * along, 0)), by="auto"),
        have(implies(lt(0, along), lt(before, new)), by="auto"),
        have(implies(lt(along, 0), lt(new, before)), by="auto"),
        have(rises, by="auto"),
        have(falls, by="auto"),
    ],
    proof="auto",
    example=dict(D=1, p=1, x=[1], W=[[1]], v=[1], s=[1], c=0, t=1, sigma=fn(real(), lambda y: y)),
    uses=["backpropagation.hidden_units_rise_together"],
    expect="PROVED",
    neighbours=[
        Neighbour("orthogonal-inputs", conclude=implies(le(0, along), lt(old, last(there))), near=True),
        Neighbour("all-weights-zero", given=[increasing, lt(0, t)], near=True),
    ],
)
