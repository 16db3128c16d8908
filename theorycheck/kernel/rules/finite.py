"""Two facts about finitely many: an extremum is attained, and more vectors than dimensions are dependent."""

from __future__ import annotations

from ..errors import need
from ..sorts import NATURAL, REAL, is_finite
from ..sorts import function as maps
from ..terms import (
    Term,
    apply,
    bounded_exists,
    bounded_forall,
    conj,
    eq,
    exists,
    expect,
    forall,
    fresh,
    le,
    mul,
    negate,
    real,
    summation,
)  # fmt: skip
from ..theorem import Theorem, conclude, rule


@rule
def finite_extremum(function: Term) -> Theorem:
    """⊢ (∃x ∀y. f(y) ≤ f(x)) ∧ (∃x ∀y. f(x) ≤ f(y)), for a real function f = λx. f(x) on a finite sort.

    Why: every sort has an element, and a non-empty finite set of reals has a greatest and a least one.  (Over i < n
    with 0 < n: `maximum_attained` and `maximum_bound`.)

    >>> from theorycheck.kernel.sorts import NATURAL, REAL, finite, function
    >>> from theorycheck.kernel.terms import variable
    >>> finite_extremum(variable("f", function(finite("F"), REAL))).conclusion
    ((∃x0:F. (∀x1:F. (f(x1) ≤ f(x0)))) ∧ (∃x0:F. (∀x1:F. (f(x0) ≤ f(x1)))))
    >>> finite_extremum(variable("f", function(NATURAL, REAL)))
    Traceback (most recent call last):
        ...
    theorycheck.kernel.errors.KernelError: finite_extremum: a real function on a finite sort
    """
    sort = function.sort
    need(
        function.closed and sort[0] == "fun" and is_finite(sort[1]) and sort[2] == REAL,
        "finite_extremum: a real function on a finite sort",
    )
    x = fresh("x", sort[1], function)
    y = fresh("y", sort[1], function, x)
    here, there = apply(function, x), apply(function, y)
    greatest, least = (exists(x, forall(y, relation)) for relation in (le(there, here), le(here, there)))
    return conclude(conj(greatest, least))


@rule
def dependence(fewer: Theorem, table: Term) -> Theorem:
    """From n < m conclude ∃c. (∃j. j < m ∧ ¬(c_j = 0)) ∧ ∀i. i < n ⇒ Σ_{j<m} c_j · A_ij = 0.

    `table` is A, a closed term of sort nat → nat → real; n and m are naturals, `fewer` the premise n < m.  Only entries
    with i < n and j < m are read.  For n = 0 the equations say nothing, and c_0 = 1 serves, as 0 < m.

    Why: a homogeneous system of n linear equations in m > n unknowns has a solution other than 0; it is taken to be 0
    outside j < m.  (Hoffman and Kunze, Linear Algebra, 1971, Chapter 1, Theorem 6.)

    >>> from theorycheck.kernel.rules import RULES
    >>> from theorycheck.kernel.sorts import NATURAL, REAL, function
    >>> from theorycheck.kernel.terms import le, lt, variable
    >>> n, m, A = variable("n", NATURAL), variable("m", NATURAL), variable("A", function(NATURAL, NATURAL, REAL))
    >>> dependence(RULES["assume"](lt(n, m)), A).conclusion
    (∃x0:(ℕ→ℝ). ((∃x1:ℕ. ((x1 < m) ∧ ¬(x0(x1) = 0))) ∧ (∀x1:ℕ. ((x1 < n) ⇒ (Σ[x2<m]((x0(x2) · A(x1, x2))) = 0)))))
    >>> dependence(RULES["assume"](le(n, m)), A)
    Traceback (most recent call last):
        ...
    theorycheck.kernel.errors.KernelError: expected lt, got (n ≤ m)
    """
    n, m = expect(fewer.conclusion, "lt")
    need(n.sort == NATURAL, "dependence: two sizes are compared")
    need(table.closed and table.sort == maps(NATURAL, NATURAL, REAL), "dependence: a closed table of reals")
    c = fresh("c", maps(NATURAL, REAL), n, m, table)
    i = fresh("i", NATURAL, n, m, table, c)
    j = fresh("j", NATURAL, n, m, table, c, i)
    nonzero = bounded_exists(j, m, negate(eq(apply(c, j), real(0))))
    combination = summation(m, j, mul(apply(c, j), apply(table, i, j)))
    return conclude(exists(c, conj(nonzero, bounded_forall(i, n, eq(combination, real(0))))), [fewer])
