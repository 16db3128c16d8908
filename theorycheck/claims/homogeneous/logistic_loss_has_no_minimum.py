r"""With the logistic loss of a separable datum and no regulariser there is no global minimum.

Meaning. f(u, v) = log(1 + exp(-u v)): one block (u, v), the output u v of degree 2, the logistic loss of one datum with
the label 1, lam = 0.  Its infimum 0 is not a value.  So the end of a non-increasing path need not be a global minimum:
that there is one is a hypothesis of its own.
Proof idea. The point (1, u v + 1) is better than (u, v).
Sharpness. With a regulariser lam > 0 of degree 2 a minimum exists.
Source. Survey, §III-D, on Haeffele and Vidal.
The survey's words. "Starting from any initialization, a non-increasing path exists to a global minimizer."
How the formula differs. It is the negation of what the caption says, at one network: no initialization has such a path.
"""

from theorycheck import Claim, Neighbour, exists, have, le, lt, rational, real, softplus, substitute, survey

u, v = real("u v")
f = softplus(-u * v)
better = substitute(f, {u: 1, v: u * v + 1})

claim = Claim(
    title="The logistic loss of one datum has no global minimum",
    source=survey("III-D, Fig. 3"),
    conclude=exists(real(), lambda x: exists(real(), lambda y: lt(substitute(f, {u: x, v: y}), f))),
    lemmas=[have(lt(better, f), by="laws(exp_increasing, exp_positive, log_increasing), auto")],
    proof="exhibit, auto",
    covers={"mut.hv.attained": "whole"},
    fidelity="exact",
    expect="PROVED",
    neighbours=[Neighbour("a-little-more", conclude=le(better * rational("11/10"), f), near=True)],
)
