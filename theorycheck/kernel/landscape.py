"""The formulas of critical points of a function of several real variables: each is written in one place, here.

A function of N real variables is a closed term λx_1 … λx_N. f(x); a point is a tuple of closed real terms, which may
have free variables.  What a local minimum is stands in `neighbourhoods`, where a scalar has the shape ().
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from . import neighbourhoods
from .calculus import derivative, differentiable
from .errors import KernelError, spend
from .interval import Interval
from .operators import ELEMENTARY
from .sorts import REAL, function
from .terms import TRUE, Term, abstract, add, conj, eq, implies, le, lt, make, mul, neg, postorder, real, variable

Matrix = Sequence[Sequence[Term]]


def fresh_reals(prefix: str, count: int, *avoid: Term) -> tuple[Term, ...]:
    """Different real variables whose names are free in none of `avoid`."""
    taken = {name for term in avoid for name, _ in term.free}
    while any(name.startswith(prefix) for name in taken):
        prefix += "_"
    return tuple(variable(f"{prefix}{i}", REAL) for i in range(1, count + 1))


def is_function(term: Term, count: int) -> bool:
    """Whether it is λx_1 … λx_count. f(x), real-valued."""
    return term.closed and term.sort == function(*[REAL] * count, REAL)


def total(terms: Sequence[Term]) -> Term:
    """((t_1 + t_2) + …) + t_n, of at least one term."""
    result = terms[0]
    for term in terms[1:]:
        result = add(result, term)
    return result


def conjunction(formulas: Sequence[Term]) -> Term:
    """p_1 ∧ (p_2 ∧ (… ∧ p_n)); `true` of none."""
    result = formulas[-1] if formulas else TRUE
    for formula in reversed(formulas[:-1]):
        result = conj(formula, result)
    return result


_HERE = make("bound", (0, REAL))  # the variable of the binder that stands next outside


def _quantified(quantifier: str, variables: Sequence[Term], formula: Term, sides: Sequence[Sequence[Term]]) -> Term:
    """Q x_1. s_1 ⇒ Q x_2. s_2 ⇒ … ⇒ p(x), with the formulas s_k about x_k, which is written `_HERE` in them.

    All variables are bound in one walk: a formula of n variables would else be rebuilt n times.
    """
    formula = abstract(formula, list(reversed(variables)))
    for side in reversed(sides):
        for premise in reversed(side):
            formula = implies(premise, formula)
        formula = make(quantifier, REAL, (formula,))
    return formula


def on_box(variables: Sequence[Term], box: Sequence[Interval], formula: Term) -> Term:
    """∀x_1. lo_1 ≤ x_1 ⇒ x_1 ≤ hi_1 ⇒ ∀x_2. … ⇒ p(x), as the rule `ball` spells it."""
    sides = [(le(real(side.lo), _HERE), le(_HERE, real(side.hi))) for side in box]
    return _quantified("forall", variables, formula, sides)


def in_cube(variables: Sequence[Term], radius: Fraction, formula: Term) -> Term:
    """∀g_1. -ρ < g_1 ⇒ g_1 < ρ ⇒ ∀g_2. … ⇒ p(g)."""
    sides = [(lt(real(-radius), _HERE), lt(_HERE, real(radius)))] * len(variables)
    return _quantified("forall", variables, formula, sides)


def everywhere(variables: Sequence[Term], formula: Term) -> Term:
    """∀x_1 … ∀x_N. p(x)."""
    return _quantified("forall", variables, formula, [()] * len(variables))


def somewhere(variables: Sequence[Term], formula: Term) -> Term:
    """∃x_1 … ∃x_N. p(x)."""
    return _quantified("exists", variables, formula, [()] * len(variables))


def local_minimum(objective: Term, point: Sequence[Term]) -> Term:
    """∃r. 0 < r ∧ ∀q_1 … ∀q_N. (a_1 - r < q_1 ∧ q_1 < a_1 + r) ⇒ … ⇒ f(a) ≤ f(q)."""
    return neighbourhoods.local_minimum(objective, point, [()] * len(point))


def inner_root(point: Sequence[Term], box: Sequence[Interval], values: Sequence[Term]) -> Term:
    """lo_1 < a_1 ∧ a_1 < hi_1 ∧ lo_2 < a_2 ∧ … ∧ v_1 = 0 ∧ … ∧ v_n = 0: a zero in the interior of the box."""
    sides = [(lt(real(side.lo), a), lt(a, real(side.hi))) for a, side in zip(point, box, strict=True)]
    return conjunction([*(end for ends in sides for end in ends), *(eq(value, real(0)) for value in values)])


# -- derivatives ---------------------------------------------------------------------------------------------------


_ENTIRE = frozenset({"variable", "add", "mul", "exp", "sin", "cos", "arctan", "tanh"})


def _analytic_everywhere(value: Term, variables: Sequence[Term]) -> bool:
    """Whether all operations on the variables in the term are analytic on all reals.

    Refuses a term with one that is not even analytic where it is defined.  What mentions none of the variables is a
    constant, whatever it is.  A finite sum is analytic if its size, and a choice if its condition, mentions none.
    """
    names, everywhere_so = {x.data for x in variables}, True
    for part in postorder(value):
        spend(1)
        if part.sort != REAL or part.free.isdisjoint(names):
            continue
        fixed = part.op in ("sum", "select") and part.args[0].free.isdisjoint(names)
        if not (fixed or part.op in _ENTIRE or part.op == "div" or part.op in ELEMENTARY):
            raise KernelError(f"smooth: {part.op} of a variable is not known to be smooth")
        everywhere_so = everywhere_so and (fixed or part.op in _ENTIRE)
    return everywhere_so


def gradient(value: Term, variables: Sequence[Term]) -> tuple[Term, ...]:
    """∂v/∂x_1, …, ∂v/∂x_N, as `calculus.derivative` writes them."""
    _analytic_everywhere(value, variables)
    spend(len(variables))
    return tuple(derivative(value, x) if x.data in value.free else real(0) for x in variables)


def smooth(values: Sequence[Term], variables: Sequence[Term]) -> Term:
    """A condition on the point under which every value is an analytic function of all the variables near it.

    The conjunction, without repetitions, of `calculus.differentiable` of each value in each variable; `true` if there
    is nothing to ask.  Where it holds, denominators are not 0 and arguments of log and sqrt are positive; these are
    continuous there, so the same holds nearby, and what is composed of analytic functions is analytic.  There the
    values have continuous derivatives of all orders, the first of which are those of `gradient`.
    """
    found: dict[Term, None] = {}
    for value in values:
        partly = not _analytic_everywhere(value, variables)
        for x in variables if partly else ():
            spend(1)
            condition = differentiable(value, x)
            while condition.op == "and":
                found[condition.args[0]] = None
                condition = condition.args[1]
            found[condition] = None
    found.pop(TRUE, None)
    return conjunction(list(found))


def hessian(first: Sequence[Term], variables: Sequence[Term]) -> list[list[Term]]:
    """The derivatives of a gradient: entry (i, j) is ∂_j ∂_i v for i ≤ j, and stands at (j, i) too (Schwarz)."""
    count = len(variables)
    upper = [gradient(part, variables[i:]) for i, part in enumerate(first)]
    return [[upper[min(i, j)][abs(i - j)] for j in range(count)] for i in range(count)]


# -- matrices ------------------------------------------------------------------------------------------------------


def positive_definite(matrix: Matrix) -> Term:
    """∀v_1 … ∀v_n. 0 < Σ_i v_i·v_i ⇒ 0 < Σ_i v_i·(Σ_j H_ij·v_j)."""
    v = fresh_reals("v", len(matrix), *(entry for row in matrix for entry in row))
    image = [total([mul(entry, b) for entry, b in zip(row, v, strict=True)]) for row in matrix]
    form = total([mul(a, b) for a, b in zip(v, image, strict=True)])
    return everywhere(v, implies(lt(real(0), squares(v)), lt(real(0), form)))


def squares(terms: Sequence[Term]) -> Term:
    """Σ t_i·t_i."""
    return total([mul(term, term) for term in terms])


def determinant(rows: Matrix) -> Term:
    """Laplace's expansion, each minor along its first row; equal minors are one term.

    >>> a, b, c, d = (variable(name, REAL) for name in "abcd")
    >>> determinant([[a, b], [c, d]])
    ((a · d) - (b · c))
    """
    minors: dict[tuple[int, ...], Term] = {(j,): entry for j, entry in enumerate(rows[-1])}
    for size, row in enumerate(reversed(rows[:-1]), 2):
        minors = {columns: _expanded(row, columns, minors) for columns in combinations(range(len(rows)), size)}
    return minors[tuple(range(len(rows)))]


def _expanded(row: Sequence[Term], columns: tuple[int, ...], minors: dict[tuple[int, ...], Term]) -> Term:
    products = [mul(row[j], minors[columns[:p] + columns[p + 1 :]]) for p, j in enumerate(columns)]
    return total([neg(product) if p % 2 else product for p, product in enumerate(products)])
