r"""Without a zero block a local minimum need not be global, though loss and regulariser have one degree.

Meaning. f(u, v) = sum_ij w_ij (y_ij - u_i v_j)^2 + (|u|^2 + |v|^2)/20 with y = diag(1, 1/2) and the weights 1 on the
diagonal, 4 beside it: a convex loss and a regulariser of degree 2, one block (u, v), no zero block.  The statement that
every local minimum is global, whatever the number of blocks, is false.
Proof idea. It is refuted at u = v = (0, s) with s^2 = 9/20, a strict minimum but for signs: f = 1.0475, and 0.3475 at
u = v = (t, 0), t^2 = 19/20.
Sharpness. The gap is 7/10.  The minimum has zero entries, which do not help (neighbour `a-zero-entry`, with a
regulariser that makes it rational); a zero block, next to (u, v), does: homogeneous.zero_block_is_global.
Source. Survey, §III-D, without its condition of a zero.
The survey's words. "for networks of sufficient size, local minima that require one to climb the objective surface to
escape from, such as (f) and (h) in Fig. 2, are guaranteed not to exist."
How the formula differs. It is the sentence without "of sufficient size", at one loss.
"""

from theorycheck import (
    Claim,
    Neighbour,
    eq,
    global_minimum,
    local_minimum,
    or_,
    rational,
    squared_norm,
    survey,
    vector,
)

u, v = vector("u v", 2)
loss = (1 - u[0] * v[0]) ** 2 + 4 * (u[0] * v[1]) ** 2 + 4 * (u[1] * v[0]) ** 2 + (rational("1/2") - u[1] * v[1]) ** 2
decay = squared_norm(u) + squared_norm(v)
f, g = loss + decay / 20, loss + rational("7/50") * decay
some_zero = or_(or_(eq(u[0], 0), eq(u[1], 0)), or_(eq(v[0], 0), eq(v[1], 0)))

claim = Claim(
    title="Every local minimum is global, for any number of blocks",
    source=survey("III-D"),
    given=[local_minimum(f, [u, v])],
    conclude=global_minimum(f, [u, v]),
    covers={
        "mut.hv.any-r": "whole",
        "survey.III-D.guaranteed": "part: without its condition on the size, for which the survey gives no number",
    },
    fidelity="looser",
    expect="REFUTED",
    neighbours=[
        Neighbour(
            "a-zero-entry", given=[local_minimum(g, [u, v]), some_zero], conclude=global_minimum(g, [u, v]), near=True
        )
    ],
)
