"""Probabilities in statements: finite laws are sums that are decided exactly, all others have no value over numbers."""

from __future__ import annotations

import itertools
import pickle
from fractions import Fraction

import pytest

from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import NotNumeric, OutsideVocabulary, ShapeError, TheorycheckError
from theorycheck.falsifying.budget import Budget
from theorycheck.falsifying.search import search
from theorycheck.proving.prove import Proof, prove
from theorycheck.statement.arithmetic import rational
from theorycheck.statement.binders import exists, forall
from theorycheck.statement.evaluation import evaluate
from theorycheck.statement.laws import Law, bernoulli, gaussian, law_of, signs, uniform, uniform_index
from theorycheck.statement.node import Node
from theorycheck.statement.probability import needs_draws, probability
from theorycheck.statement.relations import and_, eq, implies, le, lt, ne, not_, or_
from theorycheck.statement.statements import Statement
from theorycheck.statement.storage import from_json, to_json
from theorycheck.statement.symbols import dims, matrix, nonnegative, real, vector
from theorycheck.statement.truth import holds
from theorycheck.statement.vocabulary.linear_algebra import inner, transpose

x, y, c = real("x y c")
n = dims("n")
s, M, w, v = vector("s", 3), matrix("M", 2, 2), vector("w", n), vector("v", 3)
third = bernoulli(rational("1/3"))
RATIONALS = Rationals()

EVENTS = [
    (le(0, s[0] + s[1] + s[2]), {s: signs}),
    (lt(inner(s, s) - 1, s[0]), {s: third}),
    (eq(s, v), {s: third, v: signs}),
    (le(M, transpose(M)), {M: signs}),
    (lt(M[0, 0] * M[1, 1], M[0, 1] * M[1, 0]), {M: third}),
    (or_(eq(x, 2), lt(y, 0)), {x: uniform_index(4), y: signs}),
    (and_(le(1, x), not_(eq(x, 3))), {x: uniform_index(5)}),
    (implies(le(1, x), ne(y, x)), {x: uniform_index(3), y: third}),
    (forall(3, lambda i: le(0, s[i])), {s: signs}),
    (exists(3, lambda i: lt(s[i], s[0])), {s: third}),
    (le(c, x), {x: third}),
]


def enumerated(event: Node, of: dict) -> Fraction:
    """The same by going through all outcomes, with exact arithmetic that knows nothing of indicators."""
    node = probability(event, of=of)
    total = Fraction(0)
    symbols = list(of)
    shapes = [tuple(int(size.value) for size in getattr(symbol.sort, "sizes", ())) for symbol in symbols]
    counts = [[of[symbol].count] * _size(shape) for symbol, shape in zip(symbols, shapes, strict=True)]
    for flat in itertools.product(*(range(count) for part in counts for count in part)):
        outcomes, environment, weight = iter(flat), {c: Fraction(1, 2)}, Fraction(1)
        for symbol, shape, count in zip(symbols, shapes, counts, strict=True):
            picked = [next(outcomes) for _ in count]
            for i in picked:
                weight *= Fraction(of[symbol].weight(i))
            values = [Fraction(of[symbol].value(i)) for i in picked]
            environment[symbol] = _value(values, shape)
        total += weight * bool(holds(event, RATIONALS, environment))
    assert node.sort is not None
    return total


def _size(shape: tuple[int, ...]) -> int:
    return shape[0] * _size(shape[1:]) if shape else 1


def _value(values: list[Fraction], shape: tuple[int, ...]) -> object:
    if not shape:
        return values[0]
    if len(shape) == 1:
        return RATIONALS.array(values, shape)
    return RATIONALS.array([values[i * shape[1] : (i + 1) * shape[1]] for i in range(shape[0])], shape)


@pytest.mark.parametrize(("event", "of"), EVENTS)
def test_a_finite_law_is_the_sum_over_its_outcomes(event: Node, of: dict) -> None:
    node = probability(event, of=of)
    assert evaluate(node, RATIONALS, {c: Fraction(1, 2)}) == enumerated(event, of)
    assert evaluate(node.unfold(), RATIONALS, {c: Fraction(1, 2)}) == enumerated(event, of), "what the kernel reads"
    assert not needs_draws(node)


def test_the_outcomes_are_not_all_alike() -> None:
    """The comparison above could fail: the probabilities differ from each other, and from 0 and 1."""
    values = {evaluate(probability(event, of=of), RATIONALS, {c: Fraction(1, 2)}) for event, of in EVENTS}
    assert len(values) >= 7 and not values & {0, 1}


def test_weights_are_a_law() -> None:
    for law in (signs, third, bernoulli(0), bernoulli(1), uniform_index(1), uniform_index(7)):
        weights = [law.weight(i) for i in range(law.count)]
        assert sum(weights) == 1 and min(weights) >= 0 and law_of(str(law)) == law


def test_what_is_no_small_sum_has_no_value_over_numbers() -> None:
    many, long = vector("a", 13), vector("b", 65)
    for event, of in (
        (le(x, 0), {x: gaussian}),
        (le(x, y), {x: uniform, y: signs}),
        (le(inner(w, w), 1), {w: signs}),
        (le(many[0], 0), {many: signs}),
        (le(long[0], 0), {long: signs}),
        (forall(nonnegative, lambda t: le(x, t)), {x: signs}),
    ):
        node = probability(event, of=of)
        assert needs_draws(node)
        with pytest.raises(NotNumeric):
            evaluate(node, RATIONALS, {n: 2})


def test_the_search_leaves_what_only_draws_can_test_alone() -> None:
    with pytest.raises(NotNumeric, match="no small finite sum"):
        search(Statement([], le(probability(le(x, 0), of={x: gaussian}), y)), None, Budget(examples=10), 1)


def test_the_kernel_has_no_measures() -> None:
    gauss = Statement([], le(probability(le(x, 0), of={x: gaussian}), rational("1/2")))
    assert not gauss.has_formula and "no measures" in gauss.kernel_text()
    with pytest.raises(OutsideVocabulary, match="no measures"):
        gauss.formula()
    assert Statement([], le(probability(le(x, 0), of={x: signs}), rational("1/2"))).has_formula


def test_statements_without_a_formula_have_hashes_of_their_own() -> None:
    def digest(event: Node, of: dict, bound: str = "1/2") -> str:
        return Statement([], le(probability(event, of=of), rational(bound))).digest

    assert digest(le(x, 0), {x: gaussian}) == digest(le(y, 0), {y: gaussian}), "what is bound has no name"
    others = [digest(le(x, 0), {x: uniform}), digest(lt(x, 0), {x: gaussian}), digest(le(x, 0), {x: gaussian}, "1/3")]
    assert len({digest(le(x, 0), {x: gaussian}), *others}) == 4
    p, q = probability(le(x, c), of={x: gaussian}), probability(le(x, 1), of={x: uniform})
    assert len({Statement([], le(a, b)).digest for a, b in ((p, q), (q, p), (p, p))}) == 3
    one = probability(le(x, c), of={x: gaussian})
    linked = [Statement([], le(one, bound)).digest for bound in (c, y)]
    assert linked[0] != linked[1], "which symbol stands in the event matters"
    renamed = Statement([], le(probability(le(x, y), of={x: gaussian}), c)).digest
    assert renamed == linked[1], "what it is called does not"
    clash = real("probability_0")
    assert Statement([], le(probability(le(x, y), of={x: gaussian}), clash)).digest == renamed
    given_ = Statement([le(c, 0)], le(probability(le(x, c), of={x: gaussian}), 1))
    assert given_.digest != Statement([le(c, 1)], given_.conclude).digest


def test_a_finite_statement_is_proved_and_refuted_like_any_other() -> None:
    p = probability(lt(s[0] + s[1] + s[2], 0), of={s: signs})
    assert isinstance(prove(Statement([], eq(p, rational("1/2"))), "auto"), Proof)
    for bound in (le(p, rational("4/9")), eq(p, rational("5/9"))):
        assert not isinstance(prove(Statement([], bound), "auto"), Proof)
        assert search(Statement([], bound), None, Budget(examples=50), 1).refutation is not None
    assert search(Statement([], eq(p, rational("1/2"))), None, Budget(examples=50), 1).refutation is None


def test_free_symbols_are_searched() -> None:
    """For all v, the signs are on the side of v half of the time: not where v = 0, nor where ties may occur."""
    p = probability(le(0, inner(s, v)), of={s: signs})
    found = search(Statement([], le(p, rational("1/2"))), None, Budget(examples=2000), 1).refutation
    assert found is not None and set(found.witness) == {"v"}
    assert search(Statement([], le(rational("1/2"), p)), None, Budget(examples=100), 1).refutation is None


def test_it_is_stored_printed_and_bound() -> None:
    node = probability(le(x * y, c), of={x: gaussian, y: third})
    assert from_json(to_json(node)) is node and pickle.loads(pickle.dumps(node)) is node
    assert node is probability(le(y * x, c), of={y: gaussian, x: third})
    assert str(node) == "probability(u -> v -> u*v <= c, gaussian, bernoulli(1/3))"
    assert node._latex().startswith(r"\mathbb{P}_{u \sim \mathcal{N}(0, 1), v \sim \mathcal{B}(1/3)}\left[u \, v \le c")
    assert [symbol.name for symbol in Statement([], le(node, 1)).symbols] == ["c"]


def test_a_condition_of_the_event_is_part_of_the_claim() -> None:
    finite = Statement([], le(probability(le(1 / x, 1), of={x: signs}), 1))
    assert search(finite, None, Budget(examples=50), 1).refutation is None
    divided = Statement([], le(probability(le(1 / x, 1), of={x: third}), 1))
    assert search(divided, None, Budget(examples=50), 1).refutation is not None
    assert "0" in str(Statement([], le(probability(le(1 / x, 1), of={x: gaussian}), 1)).conclusion)


@pytest.mark.parametrize(
    "build",
    [
        lambda: probability(x + 1, of={x: gaussian}),
        lambda: probability(le(x, 1), of={}),
        lambda: probability(le(x, 1), of={x: "gaussian"}),
        lambda: probability(le(x, 1), of={x + 1: gaussian}),
        lambda: probability(le(n, 1), of={n: signs}),
        lambda: probability(le(0, real("z", nonnegative)), of={real("z", nonnegative): gaussian}),
        lambda: bernoulli(rational("3/2")),
        lambda: bernoulli(x),
        lambda: uniform_index(0),
        lambda: law_of("cauchy"),
        lambda: law_of("bernoulli"),
        lambda: law_of("signs(1)"),
        lambda: from_json({"nodes": [["Real", ["", ""], []], ["Probability", ["gaussian"], [0]]]}),
    ],
)
def test_what_is_no_probability_is_refused(build) -> None:
    with pytest.raises((ShapeError, TheorycheckError)):
        build()


def test_a_law_is_a_value() -> None:
    assert Law("gaussian") == gaussian and gaussian.count == 0
