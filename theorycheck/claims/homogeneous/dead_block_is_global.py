r"""A local minimum with a block of zero output is a global minimum: false, for one dead ReLU unit.

Meaning. f(w, v) = (1 - v relu(w))^2 + (2 - v relu(2 w))^2: one ReLU unit, the inputs 1 and 2, the targets 1 and 2,
squared loss, no regulariser.  Taken literally, "dead neurons" would serve as zero blocks: a local minimum at which the
block has zero output for every input would be a global one.
Proof idea. It is refuted at w = -1 and any v: f = 5 all around, and 0 at w = v = 1.
Sharpness. The block (w, v) is not zero; at (0, 0) f is 5, too, but that is no local minimum.  The dead unit stays a
local minimum at any width if all units are dead.
Source. Survey, §III-A and §III-D.
The survey's words. "when the size of the network is large enough and the non-linearity is chosen to be a ReLU, many
weights are zero, a phenomenon known as dead neurons".
How the formula differs. A dead unit has zero output, not zero weights; that it would do for the theorem of §III-D is
what the two passages together suggest, at one network.
"""

from theorycheck import Claim, Neighbour, eq, global_minimum, local_minimum, lt, real, relu, survey

w, v = real("w v")
f = (1 - v * relu(w)) ** 2 + (2 - v * relu(2 * w)) ** 2
dead = [eq(relu(w), 0), eq(relu(2 * w), 0)]

claim = Claim(
    title="A local minimum with a block of zero output is global",
    source=survey("III-A, III-D"),
    given=[local_minimum(f, [w, v]), *dead],
    conclude=global_minimum(f, [w, v]),
    covers={"mut.hv.dead-unit": "whole"},
    fidelity="looser",
    expect="REFUTED",
    neighbours=[
        Neighbour("dead-for-good", given=[local_minimum(f, [w, v]), lt(w, 0)], near=True),
    ],
)
