r"""That gradient descent converges to a critical point is false without a condition on the step: x -> x - 2 x on x^2/2.

Meaning. Gradient descent on f(x) = x^2/2 with the step a > 0 is x -> (1 - a) x.  Claimed: after n steps the iterate
is at least no farther from the only critical point 0 than at the start, and nearer than it was if n > 0 and x is not
0.
Search idea. a = 2 gives x -> -x: the distance never changes.
Sharpness. True for 0 < a < 2; for short steps on any smooth function see
representation.gradient_descent_with_short_steps.
Source. Survey, §III-A.
The survey's words. "existing optimization algorithms - including (but certainly not limited to) gradient descent,
stochastic gradient descent, alternating minimization, block coordinate descent, back-propagation, and quasi-Newton
methods - which are typically only guaranteed to converge to a critical point of the objective function".
How the formula differs. One method and one function; convergence itself is no finite statement, so the claim is what
convergence of x -> (1 - a) x amounts to: the distance to 0 falls.  Powell's (1973) cycle of coordinate descent is
another counterexample: representation.powells_cycle.
"""

from theorycheck import Claim, Neighbour, dims, iterate, lt, ne, positive, real, survey, symbol

n = dims("n")
x = real("x")
a = symbol("a", positive)


def after(step):
    return iterate(lambda z: z - step * z, n, x)


claim = Claim(
    title="Gradient descent approaches a critical point, whatever the step",
    source=survey("III-A"),
    given=[lt(0, n), ne(x, 0)],
    conclude=lt(after(a) ** 2, x**2),
    covers={"survey.III-A.methods-converge": "whole"},
    fidelity="looser",
    expect="REFUTED",
    neighbours=[Neighbour("step-two", given=[lt(0, n)], conclude=lt(after(2) ** 2, x**2), near=True)],
)
