r"""The Hamiltonian of the control problem: |a|^2/2 + <a, p> is least at a = -p, where it is -|p|^2/2.

Meaning.  With p the gradient of the value function and a the control (the drift of the weights), this turns the
Hamilton-Jacobi-Bellman equation u_t = min_a (|a|^2/2 + <a, grad u>) + (1/(2 b)) Laplacian u into
u_t + |grad u|^2/2 = (1/(2 b)) Laplacian u, and the optimal control into a = -grad u: gradient descent on the smoothed
loss u, not on f.
Proof idea.  |a + p|^2 >= 0.
Sharpness.  Equality exactly at a = -p.
Source.  Survey, §I-D; Chaudhari et al. 2018.
The survey's words.  "is the solution of the HamiltonJacobi-Bellman PDE and can therefore be written as a stochastic
optimal control problem, which penalizes greedy gradient descent".
How the formula differs.  Only the minimisation inside the equation, for any p in R^d.  That the value of the stochastic
control problem solves the equation (verification: Itô's formula) is not stated; see
local_entropy.linear_quadratic_control for noise in discrete time.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    have,
    implies,
    inner,
    le,
    rational,
    squared_norm,
    survey,
    vector,
)

d = dims("d")
a, p = vector("a p", d)
cost = squared_norm(a) / 2 + inner(a, p)
least = -squared_norm(p) / 2

claim = Claim(
    title="The control that costs least is minus the gradient",
    source=survey("I-D"),
    conclude=and_(
        le(least, cost),
        eq(cost - least, squared_norm(a + p) / 2),
        implies(le(cost, least), le(squared_norm(a + p), 0)),
    ),
    lemmas=[have(eq(cost - least, squared_norm(a + p) / 2), by="matrix"), have(le(0, squared_norm(a + p)), by="auto")],
    proof="auto",
    covers={
        "ent.control": "part: the minimisation in the Hamilton-Jacobi-Bellman equation",
        "survey.I-D.hamilton-jacobi": "part: why the Hamilton-Jacobi-Bellman equation is that of local entropy",
    },
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("greedy-descent-is-optimal", conclude=eq(cost, least)),
        Neighbour("nine-tenths", conclude=le(rational("9/10") * least, cost), near=True),
    ],
)
