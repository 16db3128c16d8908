r"""cos(pi y) > cos(pi z) for 0 <= y < z <= 1: the cosine takes each value once on [0, pi].

Meaning. Numbers in [0, 1] are told apart by the cosine of pi times them.
Proof idea. The difference is 2 sin(pi (y + z)/2) sin(pi (z - y)/2), and both angles are between 0 and pi.
Sharpness. Beyond pi the cosine rises again.
Source. Textbook; used by representation.tent_is_straight_between_dyadic_points.
How the formula differs. It does not.
"""

from theorycheck import Claim, Neighbour, cos, eq, have, le, lt, own, pi, rational, real, sin

y, z, u, w = real("y z u w")
half = rational("1/2")
mean, distance = pi * ((y + z) * half), pi * ((z - y) * half)

claim = Claim(
    title="The cosine decreases between 0 and pi",
    source=own("textbook"),
    given=[le(0, y), lt(y, z), le(z, 1)],
    conclude=lt(cos(pi * z), cos(pi * y)),
    uses=["structure.sine_positive"],
    lemmas=[
        have(lt(0, pi), by="auto"),
        have(lt(0, mean), by="auto"),
        have(lt(mean, pi), by="contradict"),
        have(lt(0, distance), by="auto"),
        have(lt(distance, pi), by="contradict"),
        have(lt(0, sin(mean)), by="auto"),
        have(lt(0, sin(distance)), by="auto"),
        have(lt(0, sin(mean) * sin(distance)), by="auto"),
        have(eq(cos(u - w) - cos(u + w), 2 * (sin(u) * sin(w))), by="identity"),
        have(eq(pi * y, mean - distance), by="auto"),
        have(eq(pi * z, mean + distance), by="auto"),
        have(eq(cos(pi * y), cos(mean - distance)), by="rewrite, auto"),
        have(eq(cos(pi * z), cos(mean + distance)), by="rewrite, auto"),
        have(eq(cos(mean - distance) - cos(mean + distance), 2 * (sin(mean) * sin(distance))), by="auto"),
    ],
    proof="contradict",
    expect="PROVED",
    neighbours=[Neighbour("beyond", given=[le(0, y), lt(y, z)], near=True)],
)
