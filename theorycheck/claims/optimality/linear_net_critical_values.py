r"""The value of a linear network at a critical point is what the singular values that it leaves out add up to.

Meaning. Let E(B, A) = ||diag(s) - B A||^2, the squared loss of a linear network with p hidden units on the data X = I,
Y = diag(s).  At every critical point E is the sum of s_i^2 over the i outside a set of at most p indices.  Sets are
numbered: i is in the set k < 2^n if the i-th binary digit of k is 1.
Proof idea. With a = |B|^2 and b = |A|^2 the gradient equations at n = 2, p = 1 say s_i A_i = b B_i and s_i B_i = a A_i,
so E = s_1^2 + s_2^2 - a b and a b (s_1^2 - a b) (s_2^2 - a b) = 0: a combination of the gradient's entries with
polynomial weights, which the kernel checks.
Sharpness. p is the largest size of the set: a full-rank minimum leaves out n - p (neighbour `one-fewer`).
Source. Survey, §III-B, after Baldi and Hornik 1989, Fact 4.
How the formula differs. X = I and a diagonal target: orthogonal changes of coordinates make any square target diagonal.
Repeated and zero s_i, A of any rank and p > n are all included.  The proof reaches n = 2, p = 1.
"""

from theorycheck import (  # fmt: skip
    Claim,
    Neighbour,
    and_,
    critical,
    diagonal,
    dims,
    eq,
    exists,
    iterate,
    le,
    lt,
    matrix,
    rational,
    squared_norm,
    step,
    summation,
    survey,
    vector,
)

n, p = dims("n p")
s = vector("s", n)
B, A = matrix("B", n, p), matrix("A", p, n)
E = squared_norm(diagonal(s) - B @ A)
half = rational("1/2")


def digit(k, i):
    """The i-th binary digit of k < 2^n: x -> 2 x - digit moves the point in (k + 1/2) / 2^n along, digit by digit."""
    x = iterate(lambda y: 2 * y - step(2 * y - 1), i, (k + half) * half**n)
    return step(2 * x - 1)


def size(k):
    return summation(n, lambda i: digit(k, i))


def left_out(k):
    return summation(n, lambda i: s[i] ** 2 * (1 - digit(k, i)))


def kept(k):
    return summation(n, lambda i: s[i] ** 2 * digit(k, i))


claim = Claim(
    title="Critical values of a linear network are sums of the squared singular values it leaves out",
    source=survey("III-B", "after Baldi and Hornik 1989, Fact 4"),
    given=[critical(E, [B, A])],
    conclude=exists(2**n, lambda k: and_(le(size(k), p), eq(E, left_out(k)))),
    proof="restrict(n, 2), restrict(p, 1), compute, derive, ideal",
    covers={"lin.bh.critical-form": "part: the critical values, for X = I and diagonal targets"},
    example={"n": 2, "p": 1, "s": [2, 1], "B": [[2], [0]], "A": [[1, 0]]},
    fidelity="looser",
    expect="CERTIFIED",
    neighbours=[
        Neighbour("one-fewer", conclude=exists(2**n, lambda k: and_(lt(size(k), p), eq(E, left_out(k)))), near=True),
        Neighbour("what-it-keeps", conclude=exists(2**n, lambda k: and_(le(size(k), p), eq(E, kept(k))))),
        Neighbour(
            "off-by-a-constant",
            conclude=exists(2**n, lambda k: and_(le(size(k), p), eq(E, left_out(k) + rational("1/10")))),
            near=True,
        ),
    ],
)
