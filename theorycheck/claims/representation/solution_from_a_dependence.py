r"""A combination of the columns of A and of v that is 0 solves A s = v, if A has no kernel.

Meaning. A is N x N, and A s = 0 only for s = 0; c has N + 1 entries, not all of them 0, with A (c_0, ..., c_{N-1}) +
c_N v = 0.  Then there is an s with A s = v.
Proof idea. c_N is not 0, else the first N entries were in the kernel of A; s_i = -c_i/c_N.
Sharpness. A must have no kernel: the combination may not contain v.
Source. Textbook; used by representation.injective_systems_are_solvable.
How the formula differs. A and v stand side by side as the table whose column i < N is column i of A, and whose column
N is v; "only for s = 0" is written as |s|^2 = 0.
"""

from theorycheck import (
    Claim,
    Neighbour,
    and_,
    dims,
    eq,
    exists,
    forall,
    have,
    implies,
    le,
    lt,
    matrix,
    ne,
    or_,
    own,
    summation,
    tabulate,
    unit_vector,
    vector,
)

N, j = dims("N j")
A = matrix("A", N, N)
v, c = vector("v", N), vector("c", N + 1)
x = vector("x", N + 1)
last = c[N]
inverse = last * (1 / last**2)


def times(s, k):
    return summation(N, lambda i: s[i] * A[k, i])


def unit(i, p):
    return unit_vector(N, i)[p]


def extended(k, i):
    """Entry k of the i-th of the columns of A and v."""
    return summation(N, lambda p: unit(i, p) * A[k, p]) + (1 - summation(N, lambda p: unit(i, p))) * v[k]


def columns(k):
    return summation(N, lambda i: c[i] * extended(k, i))


def combination(k):
    return summation(N + 1, lambda i: c[i] * extended(k, i))


def solves(s):
    return forall(N, lambda k: eq(times(s, k), v[k]))


def squares(s):
    return summation(N, lambda i: s[i] ** 2)


def rows(relation):
    return forall(N, relation)


no_kernel = forall(vector(N), lambda s: implies(rows(lambda k: eq(times(s, k), 0)), eq(squares(s), 0)))
dependent = rows(lambda k: eq(combination(k), 0))
solvable = exists(vector(N), solves)
front = tabulate(N, lambda i: c[i])
solution = tabulate(N, lambda i: c[i] * -inverse)


def with_no_kernel(what, by):
    return have(implies(no_kernel, what), by=by)


claim = Claim(
    title="A dependence of the columns and the right side solves the system",
    source=own("textbook"),
    given=[dependent, lt(j, N + 1), ne(c[j], 0)],
    conclude=implies(no_kernel, solvable),
    lemmas=[
        have(rows(lambda k: rows(lambda i: eq(extended(k, i), A[k, i]))), by="matrix"),
        have(rows(lambda i: eq(unit(N, i), 0)), by="at_indices, split, auto"),
        have(rows(lambda k: eq(extended(k, N), v[k])), by="matrix"),
        have(eq(summation(N + 1, lambda i: x[i]), summation(N, lambda i: x[i]) + x[N]), by="induct(N), auto"),
        have(rows(lambda k: eq(combination(k), columns(k) + last * extended(k, N))), by="auto"),
        have(rows(lambda k: eq(columns(k), times(c, k))), by="congruence, at_indices, auto"),
        have(rows(lambda k: eq(times(c, k) + last * v[k], 0)), by="at_indices, ideal"),
        have(implies(eq(last, 0), rows(lambda k: eq(times(c, k), 0))), by="at_indices, ideal"),
        have(or_(lt(j, N), eq(j, N)), by="either, auto"),
        with_no_kernel(implies(eq(last, 0), eq(squares(c), 0)), by="auto"),
        with_no_kernel(implies(eq(last, 0), rows(lambda i: eq(c[i] ** 2, 0))), by="vanishing, auto"),
        with_no_kernel(
            implies(eq(last, 0), rows(lambda i: and_(le(c[i], 0), le(0, c[i])))), by="at_indices, contradict"
        ),
        with_no_kernel(implies(eq(last, 0), rows(lambda i: eq(c[i], 0))), by="at_indices, auto"),
        with_no_kernel(implies(eq(last, 0), eq(c[j], 0)), by="cases, at_indices, rewrite, auto"),
        with_no_kernel(implies(eq(last, 0), eq(c[j] + 1, c[j])), by="ideal"),
        have(implies(le(last**2, 0), and_(le(last, 0), le(0, last))), by="contradict"),
        have(implies(le(last**2, 0), eq(last, 0)), by="auto"),
        with_no_kernel(implies(le(last**2, 0), eq(c[j] + 1, c[j])), by="auto"),
        with_no_kernel(lt(0, last**2), by="contradict"),
        with_no_kernel(eq(1 / last**2 * last**2, 1), by="quotients_and_roots, auto"),
        with_no_kernel(rows(lambda k: eq(times(solution, k), -inverse * times(c, k))), by="sums"),
        with_no_kernel(solves(solution), by="at_indices, ideal"),
        have(forall(vector(N), lambda s: implies(solves(s), solvable)), by="exhibit, auto"),
    ],
    proof="auto",
    example=dict(N=0, j=0, A=[], v=[], c=[1]),
    expect="PROVED",
    neighbours=[Neighbour("factors-of-the-columns", conclude=solves(front), near=True)],
)
