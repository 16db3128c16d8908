"""Tempting claims: true ones that look false, false ones that look true. None may get the wrong verdict.

`True` and `False` say what mathematics says of the claim; where the right verdict is within reach of the tool today it
is asked for, elsewhere only the wrong ones are excluded.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from theorycheck import (
    Claim,
    absolute,
    average_pool,
    convex,
    cos,
    critical,
    dims,
    eq,
    exists,
    exp,
    family,
    forall,
    function,
    global_minimum,
    has_gradient,
    homogeneous,
    implies,
    integral,
    interval,
    largest,
    le,
    local_minimum,
    log,
    lt,
    ne,
    nonnegative,
    not_,
    or_,
    pi,
    positive,
    product,
    rational,
    real,
    relu,
    sin,
    sqrt,
    squared_norm,
    step,
    strict_saddle,
    summation,
    tabulate,
    tanh,
    vector,
)
from theorycheck.errors import ClaimFileError, OutsideVocabulary, ShapeError
from theorycheck.pipeline import Options, check
from theorycheck.statement.nodes import Literal
from theorycheck.statement.source import own
from theorycheck.statement.statements import Statement
from theorycheck.verdicts import Verdict

x, y = real("x y")
n, m, K = dims("n m K")
v = vector("v", n)
w = vector("w", n + 1)
s, p = real("s", nonnegative), real("p", positive)
closed, half_open = real("c", interval(0, pi)), real("h", interval(0, pi, open_="right"))
unit = real("u", interval(0, 1))
d = dims("d", upto=K)
a = family("a", interval(0, rational("1/2")), upto=K)
f, g = function("f", real(), nonnegative), function("g", nonnegative, real())
halved = [lt(x, 0), le(-1, x)]
t, AD = real("t"), "antiderivative"
f_, g_ = function("F", real(), real()), function("G", real(), real())


def exps(a, b):
    """The integral of exp from a to b."""
    return integral(exp(t), (t, a, b))


FALSE = [
    ("a quotient at 0", eq(x / x, 1), []),
    ("0/0 times 0", eq(x * (rational(0) / rational(0)), 0), []),
    ("the square of a root", eq(sqrt(x) ** 2, x), []),
    ("exp after log", eq(exp(log(x)), x), []),
    ("the log of a product", eq(log(x * y), log(x) + log(y)), [lt(0, x * y)]),
    ("a condition read too late", or_(lt(1 / x, 5), eq(x, 0)), []),
    ("not a false equation without value", not_(eq(1 / x, 0)), []),
    ("a maximum over nothing", le(largest(n, lambda i: v[i]), largest(n, lambda i: v[i])), []),
    ("the mean of nothing", eq(average_pool(tabulate(n, lambda i: x)), x), []),
    ("an entry past the end", eq(v[n], v[n]), []),
    ("a member past the end", eq(a[K], a[K]), []),
    ("a width past the end", eq(d[K + 1], d[K + 1]), []),
    ("an example without value", exists(3, lambda i: eq(x / x, 1)), []),
    ("an empty product", le(product(a), rational("1/2")), []),
    ("naturals below 0", le(0, n - m), []),
    ("a real between naturals", le(x + 1, y), [lt(x, y)]),
    ("powers of two", le(n * n, 2**n), []),
    ("Pell's equation", ne(n**2, 2 * m**2 + 1), []),
    ("a tie", lt(x, y), [le(x, y)]),
    ("the end of an interval", lt(0, sin(half_open)), []),
    ("two halves of a step", eq(step(x) + step(-x), 1), []),
    ("exp at 0", lt(1 + x, exp(x)), []),
    ("36 digits of a root", eq(sqrt(3 + 2 * sqrt(2)), 1 + sqrt(2) + rational("1e-36")), []),
    ("a function outside its domain", eq(g(x), g(x)), []),
    ("an example among nothing", exists(0, lambda i: eq(x, x)), []),
    ("an example, at size 0 too", exists(n, lambda i: le(v[i], v[i])), []),
    ("cancelled without asking", eq(x, y), [eq(x * t, y * t)]),
    ("a derivative of 0 is no minimum", local_minimum(x**3, [x]), [critical(x**3, [x])]),
    ("a slope of 1e-30", local_minimum(x * x + rational("1e-30") * x, [x], at=[0]), []),
    ("a minimum that a parameter bends", local_minimum(y * x * x, [x], at=[0]), []),
    ("a minimum outside the domain", local_minimum(x / x, [x], at=[0]), []),
    ("everywhere a minimum, in dimension 0 alone", local_minimum(-squared_norm(v), [v]), []),
    ("every critical point a saddle", strict_saddle(-squared_norm(v), [v], at=[0 * v]), []),
    ("a kink downwards", global_minimum(-relu(x), [x], at=[0]), []),
    ("Ramanujan's constant", eq(exp(pi * sqrt(163)), 262537412640768744), []),
]
TRUE = [
    ("a quotient elsewhere", eq(x / x, 1), [ne(x, 0)], "SURVIVED"),
    ("a root of a square", eq(sqrt(x * x), absolute(x)), [], "SURVIVED"),
    ("the square of a root, s >= 0", eq(sqrt(s) ** 2, s), [], "SURVIVED"),
    ("exp after log, p > 0", eq(exp(log(p)), p), [], "SURVIVED"),
    ("0 to the 0", eq((x - x) ** 0, 1), [], "PROVED"),
    ("a condition read in time", or_(eq(x, 0), ne(1 / x, 0)), [], "SURVIVED"),
    ("a guarded quotient", implies(ne(x, 0), eq(x * (1 / x), 1)), [], "SURVIVED"),
    ("what a hypothesis needs it gives", lt(0, x), [le(log(x), 5)], "PROVED"),
    ("a maximum in a hypothesis", lt(0, n), [le(largest(n, lambda i: v[i]), 5)], "PROVED"),
    ("the larger entry", le(w[0], largest(n + 1, lambda i: w[i])), [], "SURVIVED"),
    ("what a sort says of a function", le(0, f(x)), [], "PROVED"),
    ("nothing to check", forall(0, lambda i: lt(x, x)), [], "PROVED"),
    ("half of an odd number, twice", eq(n / 2 * 2, n), [], "PROVED"),
    ("doubles", eq(n, m), [eq(2 * n, 2 * m)], "PROVED"),
    ("naturals have gaps", le(n + 1, m), [lt(n, m)], "PROVED"),
    ("equal empty arrays", eq(vector("a", 0), vector("b", 0)), [], "SURVIVED"),
    ("sin pi", eq(sin(pi), 0), [], "PROVED"),
    ("the closed end", le(0, sin(closed)), [], "SURVIVED"),
    ("tanh stays below 1", lt(tanh(x), 1), [], "SURVIVED"),
    ("the square root of two", eq(sqrt(2) * sqrt(2), 2), [], "UNKNOWN"),
    ("Ramanujan's constant, from below", lt(exp(pi * sqrt(163)), 262537412640768744), [], "PROVED"),
]


def verdict(conclude, given, folder: Path, proof: str | None = None, examples: int = 600) -> str:
    claim = Claim(title="tempting", source="test", given=given, conclude=conclude, proof=proof)
    return check(claim, "tempting", Options(examples=examples, folder=folder)).verdict.value


@pytest.mark.parametrize(("conclude", "given"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE])
def test_a_false_claim_is_refuted(conclude, given, tmp_path):
    assert verdict(conclude, given, tmp_path) == "REFUTED"


@pytest.mark.parametrize(("conclude", "given", "least"), [row[1:] for row in TRUE], ids=[row[0] for row in TRUE])
def test_a_true_claim_is_not(conclude, given, least, tmp_path):
    assert verdict(conclude, given, tmp_path) in {least, "PROVED"}


@pytest.mark.parametrize(
    ("conclude", "given"),
    [
        (eq(x**4, 4), [eq(x * x, 2)]),
        (eq(x, 0), [eq(1 / (x - x), 1)]),
    ],
    ids=["x x = 2", "0/0 in a hypothesis"],
)
def test_what_nothing_can_decide_stays_undecided(conclude, given, tmp_path):
    assert verdict(conclude, given, tmp_path) in {"UNKNOWN", "SURVIVED"}


def test_a_false_end_at_an_irrational_point_is_refuted_between_the_ends_of_a_box(tmp_path):
    assert verdict(le(x, 1), [eq(x * x, 2), lt(0, x)], tmp_path) == "REFUTED"


# ---- with a script: (claim, hypotheses, script, verdicts that are right)

degree_0, with_gradient = homogeneous(f_, 0), has_gradient(f_, g_)
SCRIPTS = [
    ("x to y, unordered", eq(integral(t, (t, x, y)), (y * y - x * x) / 2), [], AD, "REFUTED"),
    ("x to y, ordered", eq(integral(t, (t, x, y)), (y * y - x * x) / 2), [le(x, y)], AD, "PROVED"),
    ("pieces unordered", eq(exps(0, x) + exps(x, 2), exps(0, 2)), [], AD, "REFUTED"),
    ("pieces ordered", eq(exps(0, x) + exps(x, 2), exps(0, 2)), [le(0, x), le(x, 2)], AD, "PROVED"),
    ("through a pole", eq(integral(1 / t, (t, -1, 1)), 0), [], AD, "UNKNOWN"),
    ("through a pole, times 0", eq(0 * integral(1 / t**2, (t, -1, 1)), 0), [], AD, "UNKNOWN"),
    ("up to a pole", eq(integral(1 / sqrt(t), (t, 0, 1)), 2), [], AD, "UNKNOWN"),
    ("no length, at a pole", eq(integral(1 / t, (t, 0, 0)), 0), [], AD, "UNKNOWN"),
    ("SymPy's antiderivative jumps", eq(integral(1 / (5 + 4 * cos(t)), (t, 0, 2 * pi)), 0), [], AD, "UNKNOWN"),
    ("a modulus, in two pieces", eq(integral(absolute(t), (t, -1, 1)), 1), [], "antiderivative(0)", "PROVED"),
    ("… 1e-12 off", eq(integral(absolute(t), (t, -1, 1)), 1 + rational("1e-12")), [], "antiderivative(0)", "UNKNOWN"),
    ("… of which the search knows nothing", eq(integral(absolute(t), (t, -1, 1)), 0), [], AD, "UNKNOWN"),
    ("odd by homogeneity", eq(f_(-1), -f_(1)), [homogeneous(f_, 1)], "specialise, auto", "REFUTED"),
    ("degree 0 says nothing of 0", eq(f_(0), f_(1)), [degree_0], "specialise, auto", "UNKNOWN"),
    ("above its tangents", le(f_(x) + g_(x) * (y - x), f_(y)), [convex(f_), with_gradient], "supporting", "PROVED"),
    ("… strictly", lt(f_(x) + g_(x) * (y - x), f_(y)), [convex(f_), with_gradient, ne(x, y)], "supporting", "REFUTED"),
    ("… below", le(f_(y), f_(x) + g_(x) * (y - x)), [convex(f_), with_gradient], "supporting", "REFUTED"),
    ("a critical point a minimum", local_minimum(f_(x), [x]), [with_gradient, eq(g_(x), 0)], "fermat", "REFUTED"),
    ("local, not convex", global_minimum(f_(x), [x]), [local_minimum(f_(x), [x])], "chord", "REFUTED"),
    ("a convex modulus", convex(absolute), [], "auto", "PROVED"),
    ("a convex cube", convex(lambda z: z**3), [], "auto", "UNKNOWN"),
    ("a minimum at the kink of -|x|", local_minimum(-absolute(x), [x], at=[0]), [], "auto", "UNKNOWN"),
    ("a minimum on a slope", local_minimum(relu(x), [x], at=[1]), [], "auto", "UNKNOWN"),
    ("x x = y y", eq(x, y), [eq(x * x, y * y)], "ideal", "REFUTED"),
    ("no real x", le(5, x), [eq(x * x + y * y + 1, 0)], "squares", "VACUOUS UNKNOWN"),
    ("a slope of both signs", lt(1 / y, 1 / x), [lt(x, y), ne(x, 0), ne(y, 0)], "monotone(x, y)", "REFUTED"),
    ("one branch of two", eq(x, 1), [eq(x * x, 1)], "solve(x)", "REFUTED"),
    ("a parameter of 0", eq(x, y / t), [eq(t * x, y)], "solve(x)", "REFUTED"),
    ("the log of a negative product", eq(log(x * y), log(x) + log(y)), [lt(0, x * y)], "laws(log_product)", "REFUTED"),
    ("divided by 0, for a solver", eq(x / y * y, x), [], "oracle", "REFUTED"),
]


@pytest.mark.parametrize(
    ("conclude", "given", "proof", "right"), [row[1:] for row in SCRIPTS], ids=[row[0] for row in SCRIPTS]
)
def test_a_script_does_not_help_a_false_claim(conclude, given, proof, right, tmp_path):
    assert verdict(conclude, given, tmp_path, proof) in right.split()


def test_an_integral_written_backwards_is_refused():
    with pytest.raises(ShapeError, match="from 1 down to 0"):
        integral(t, (t, 1, 0))


# ---- boxes


def test_a_proof_on_a_box_and_a_counterexample_elsewhere_are_no_conflict(tmp_path):
    assert verdict(le(x, 2), [], tmp_path, "restrict(x, 0, 2), auto") == "REFUTED"


@pytest.mark.parametrize("proof", ["restrict(x, 3, 2), auto", "restrict(x, 0, 1), restrict(x, 2, 3), auto"])
def test_an_empty_box_proves_nothing(proof, tmp_path):
    assert verdict(le(x, -5), halved, tmp_path, proof, examples=0) == "UNKNOWN"


def test_a_box_outside_the_hypotheses_certifies_nothing(tmp_path):
    """The proof replays, but it is about no point at all."""
    assert verdict(le(unit, -5), [], tmp_path, "restrict(u, 2, 3), auto", examples=0) == "UNKNOWN"
    assert verdict(le(x, -5), [lt(x, 0)], tmp_path, "restrict(x, 2, 3), auto", examples=0) == "UNKNOWN"


def test_the_reach_speaks_of_the_symbols_by_name(tmp_path):
    """The kernel numbers variables in the order of their binding: here its x1 is y, and x1 is its x2."""
    x1 = real("x1")
    claim = Claim(title="t", source="s", conclude=le(y + 0 * x1, 3), proof="restrict(y, 0, 3), auto")
    outcome = check(claim, "claim", Options(examples=0, folder=tmp_path))
    assert outcome.verdict.value == "CERTIFIED" and outcome.reach == ("(0 ≤ y)", "(y ≤ 3)")


def test_a_reason_does_not_say_that_a_search_was_left_out_when_it_ran(tmp_path):
    claim = Claim(title="t", source="s", given=[le(1000, x), le(x, rational("10000001/10000"))], conclude=le(0, x))
    assert "left out" not in check(claim, "claim", Options(examples=50, folder=tmp_path)).reason


def test_a_claim_that_is_proved_on_a_box_may_be_used_by_another(tmp_path):
    """There it is a fact under its bounds, so that it does not prove more than it says."""
    used = Claim(title="t", source="s", conclude=le(x, 5), proof="restrict(x, 0, 3), auto")
    options = Options(examples=50, folder=tmp_path)

    def using(given) -> str:
        claim = Claim(title="t", source="s", given=given, conclude=le(x, rational("1e30")), uses=("used",))
        return check(claim, "user", options, premises={"used": used}).verdict.value

    assert using([le(0, x), le(x, 3)]) == "PROVED"
    assert using([]) != "PROVED"


# ---- badly posed


def test_an_impossible_expectation_is_named(tmp_path):
    with pytest.raises(ClaimFileError, match="'MAYBE' is no verdict"):
        check(Claim(title="t", source="s", conclude=le(x, 5), expect="MAYBE"), "t", Options(folder=tmp_path))


def test_a_family_of_families_or_functions_is_refused():
    for member in (d.sort, f.sort):
        with pytest.raises(ShapeError, match="members are scalars or arrays"):
            family("A", member, upto=K)


def test_a_number_too_long_for_the_kernel_is_refused_where_it_is_written():
    with pytest.raises(OutsideVocabulary, match="200000 bits"):
        le(x, 10**100_000)


# ---- what is printed


def printed(given, conclude) -> str:
    return Statement(given, conclude).latex().split(r":\; ", 1)[1]


def test_a_factor_after_a_product_is_not_printed_as_part_of_it():
    apart, inside = product(n, lambda i: v[i]) * y, product(n, lambda i: v[i] * y)
    assert printed([], eq(apart, 1)) == r"\left(\prod_{i < n} v_{i}\right) \, y = 1"
    assert printed([], eq(inside, 1)) == r"\prod_{i < n} v_{i} \, y = 1"
    assert printed([], eq(y * summation(n, lambda i: v[i]) * x, 1)).startswith(r"\left(y \, \sum_{i < n} v_{i}\right)")


def test_each_premise_is_printed_as_one():
    either, chain = or_(lt(x, 0), lt(y, 0)), implies(lt(x, 0), lt(y, 0))
    assert printed([either, lt(x, y)], eq(x, y)).startswith(r"\left(x < 0 \lor y < 0\right) \;\land\; x < y")
    assert printed([chain], eq(x, y)).startswith(r"\left(x < 0 \Rightarrow y < 0\right) \;\Rightarrow")


def test_two_symbols_that_print_alike_are_refused():
    with pytest.raises(ShapeError, match="printed exactly like"):
        Statement([], eq(real("x1"), real("x_1")))
    with pytest.raises(ShapeError, match="the number pi"):
        Statement([], lt(sin(real("pi")), relu(pi)))


@pytest.mark.parametrize("steps", [10**12, 2**70])
def test_a_literal_size_beyond_counting_ends_quickly_and_is_never_decided(steps: int, tmp_path: Path) -> None:
    """Neither the search nor the prover takes a million million steps one by one."""
    n = Literal(steps)
    x = real("x")
    claim = Claim(title="too long", source=own("a test"), conclude=eq(summation(n, lambda i: x), n * x))
    outcome = check(claim, options=Options(examples=50, folder=tmp_path))
    assert outcome.verdict in (Verdict.SURVIVED, Verdict.UNKNOWN)
