"""Bugs to plant in the rules about abstract spaces and tangents, and in the normal forms below them."""

# ruff: noqa: E501  (a bug a line, with the exact text of the source)

from __future__ import annotations

from .planted import Bug

SPACES, TANGENTS, POLYNOMIALS, NEIGHBOURHOODS = "rules/spaces.py", "rules/tangents.py", "polynomials.py", "neighbourhoods.py"

SPACES_BUGS = [
    Bug("linear_combination", SPACES, 'need(not rest, "linear_combination', 'need(len(rest) < 2, "linear_combination'),
    Bug("linear_combination", SPACES, "return conclude(goal, premises)", "return conclude(goal)"),
    Bug("linear_combination", SPACES, "need(goal.closed and is_space(left.sort),", "need(is_space(left.sort),"),
    Bug("linear_combination", SPACES, "need(len(premises) == len(factors),", "need(len(premises) >= len(factors),"),
    Bug("linear_combination", SPACES, "need(a.sort == left.sort,", "need(True,"),
    Bug("linear_combination", SPACES, "need(factor.closed and factor.sort == REAL,", "need(factor.sort == REAL,"),
    Bug("linear_combination", SPACES, "need(factor.closed and factor.sort == REAL,", "need(factor.closed,"),
    Bug("linear_combination", SPACES, "poly.polynomial(real(-1)), poly.combination(b))", "poly.polynomial(real(1)), poly.combination(b))"),
    Bug("linear_combination", SPACES, "_difference(b, a))", "_difference(b, b))"),
    Bug("linear_combination", POLYNOMIALS, "        total = plus(result.pop(vector, {}), coefficient)\n", "        total = coefficient\n", "spaces"),
    Bug("linear_combination", POLYNOMIALS, "if factor else {}", "if factor else x", "spaces"),
    Bug("linear_combination", POLYNOMIALS, "vectors_times(parts[0], parts[1])", "parts[1]", "spaces"),
    Bug("linear_combination", POLYNOMIALS, '        case "vector_zero":\n            return {}\n', "", "spaces"),
    Bug("inner_nonnegative", SPACES, 'need(vector.closed and vector.sort[0] == "inner",', 'need(vector.sort[0] == "inner",'),
    Bug("inner_nonnegative", SPACES, "le(real(0), inner_product(vector, vector))", "le(real(1), inner_product(vector, vector))"),
    Bug("inner_nonnegative", POLYNOMIALS, "sorted((a, b), key=Term.digest)", "(a, b)", "spaces"),
    Bug("inner_nonnegative", POLYNOMIALS, "result = plus(result, times(times(left, right),", "result = plus({}, times(times(left, right),", "spaces"),
    Bug("inner_nonnegative", POLYNOMIALS, "(first, second)), 1),)", "(first, first)), 1),)", "spaces"),
    Bug("inner_definite", SPACES, "need(x is y and zero is real(0),", "need(x is y,"),
    Bug("inner_definite", SPACES, "need(x is y and zero is real(0),", "need(zero is real(0),"),
    Bug("inner_definite", SPACES, "return conclude(eq(x, vector_zero(x.sort)), [null])", "return conclude(eq(x, vector_zero(x.sort)))"),
    Bug("tangent_slope", TANGENTS, "need(line.conclusion is definition,", "need(line.conclusion.op == 'forall',"),
    Bug("tangent_slope", TANGENTS, "return conclude(eq(deriv(curve, at), slope), [line])", "return conclude(eq(deriv(curve, at), slope))"),
    Bug("tangent_slope", TANGENTS, "need(slope.closed and slope.sort == REAL,", "need(slope.sort == REAL,"),
    Bug("tangent_slope", TANGENTS, 'need(curve.closed and curve.sort == function(REAL, REAL), "tangent', 'need(curve.sort == function(REAL, REAL), "tangent'),
    Bug("tangent_slope", TANGENTS, 'need(at.closed and at.sort == REAL, "tangent', 'need(at.sort == REAL, "tangent'),
    Bug("tangent_slope", NEIGHBOURHOODS, "le(mul(rest, rest), mul(e, mul(t, t)))", "le(mul(rest, rest), mul(e, mul(e, e)))"),
    Bug("tangent_slope", NEIGHBOURHOODS, "conj(lt(real(0), r), forall(t, bounded))", "forall(t, bounded)"),
    Bug("tangent_slope", NEIGHBOURHOODS, "forall(e, implies(lt(real(0), e), exists(r,", "exists(e, conj(lt(real(0), e), exists(r,"),
    Bug("tangent_slope", NEIGHBOURHOODS, "(fresh(name, REAL, curve, at, slope) for name in", "(fresh(name, REAL) for name in"),
    Bug("tangent_slope", NEIGHBOURHOODS, "rest = sub(apply(curve, add(at, t)),", "rest = sub(apply(curve, t),"),
    Bug("tangent_line", TANGENTS, "need(domain.conclusion is condition,", "need(True,"),
    Bug("tangent_line", TANGENTS, "return conclude(tangent(curve, at, substitute(slope, {t: at})), [domain])", "return conclude(tangent(curve, at, substitute(slope, {t: at})))"),
    Bug("tangent_line", TANGENTS, "tangent(curve, at, substitute(slope, {t: at}))", "tangent(curve, at, substitute(slope, {t: real(0)}))"),
    Bug("tangent_line", TANGENTS, "{t: at})\n    need(domain", "{t: real(1)})\n    need(domain"),
]  # fmt: skip
