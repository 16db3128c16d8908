r"""Stein's identity in one dimension: E[f S_m] = E[f^(m)] for polynomials f, with the Hermite polynomials S_m.

Meaning. For x ~ N(0, 1) the score functions S_m = (-1)^m p^(m)/p of the density p are the Hermite polynomials x, x^2
- 1, x^3 - 3 x.  For f(x) = c_0 + c_1 x + ... + c_5 x^5 and m = 1, 2, 3 the integral of (f S_m - f^(m)) exp(-x^2/2)
over [-A, B] is a boundary term, F(B) - F(-A) with F = -(f S_(m-1) + f' S_(m-2) + ... + f^(m-1)) exp(-x^2/2).  That is
a polynomial of degree at most 7 times exp(-x^2/2), so it tends to 0 as A and B grow
(`random_networks.gaussian_beats_powers`), and E[f S_m] = E[f^(m)] in the limit.
Proof idea. F' is the integrand, as S_(j+1) = x S_j - S_j': integration by parts, m times.
Sharpness. An identity; without the boundary term it is false on an interval, and with S_2 = x^2 in the limit too.
Source. Survey, §III-C, on Janzamin et al. 2015 (arXiv:1506.08473), Theorem 6 there: E[f S_m] is the expected m-th
derivative of f.
The survey says: "the authors use tensor decomposition methods to estimate the network weights from high order
statistical moments of the network mapping".
How the formula differs. One dimension, the Gaussian law, polynomials of degree at most 5, orders up to 3 (the orders
that are used); Janzamin et al. have any smooth density in d dimensions, any order, and functions with derivatives
that are integrable.  The limit is told: it is that of one integral, so the factor 1/sqrt(2 pi) of the density plays
no role.
"""

from theorycheck import Claim, Neighbour, and_, eq, exp, integral, le, real, survey, vector

A, B, x = real("A B x")
c = vector("c", 6)


def falling(i, m):
    """i (i - 1) ... (i - m + 1)"""
    return falling(i, m - 1) * (i - m + 1) if m else 1


def f(m, x):
    """The m-th derivative of the polynomial with the coefficients c."""
    return sum((falling(i, m) * c[i] * x ** (i - m) for i in range(m + 1, 6)), falling(m, m) * c[m])


def S(m, x):
    return [1, x, x**2 - 1, x**3 - 3 * x][m]


def weight(x):
    return exp(-(x**2) / 2)


def boundary(m, x):
    return -sum((f(j, x) * S(m - 1 - j, x) for j in range(1, m)), f(0, x) * S(m - 1, x)) * weight(x)


def moment(m, score):
    return integral((f(0, x) * score - f(m, x)) * weight(x), (x, -A, B))


def identity(m):
    return eq(moment(m, S(m, x)), boundary(m, B) - boundary(m, -A))


claim = Claim(
    title="Stein's identity for polynomials in one dimension",
    source=survey("III-C", "after Janzamin, Sedghi and Anandkumar 2015"),
    given=[le(-A, B)],
    conclude=and_(identity(1), and_(identity(2), identity(3))),
    proof="primitive",
    example=dict(A=1, B=1, c=[0, 1, 0, 0, 0, 0]),
    covers={"ten.stein-identity": "part: one dimension, degree at most 5, m <= 3, up to a boundary term that vanishes"},
    fidelity="looser",
    expect="PROVED",
    neighbours=[
        Neighbour("without-the-boundary", conclude=eq(moment(3, S(3, x)), 0), near=True),
        Neighbour("the-boundary-halved", conclude=eq(moment(1, x), (boundary(1, B) - boundary(1, -A)) / 2)),
    ],
)
