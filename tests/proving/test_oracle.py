"""Z3 and cvc5: both must answer unsat; what they say is cited, never proved; x/0 is nothing to either of them."""

from __future__ import annotations

import importlib
import random
import sys
from fractions import Fraction

import pytest

from theorycheck import Claim, le, real, relu
from theorycheck.kernel import terms as t
from theorycheck.kernel.derivation import Derivation
from theorycheck.kernel.replay import replay
from theorycheck.kernel.sorts import REAL
from theorycheck.pipeline import Options, check
from theorycheck.proving.lemmas import Lemma
from theorycheck.proving.prove import Proof, prove
from theorycheck.proving.smtlib import question
from theorycheck.proving.solvers import Answer, ask
from theorycheck.verdicts import Verdict

ZERO, ONE = t.real(0), t.real(1)


@pytest.fixture(autouse=True)
def _solvers(request):
    if "without_one" not in request.node.name:
        for module in ("z3", "cvc5"):
            pytest.importorskip(module, reason=f"needs {module}: pip install theorycheck[smt]")


@pytest.fixture
def answering(monkeypatch):
    """Makes the solvers answer as told, at once."""

    def given(**words):
        module = importlib.import_module("theorycheck.proving.tactics.oracle")
        monkeypatch.setattr(module, "ask", lambda solver, text, seconds: Answer(words[solver]))

    return given


def test_what_both_find_is_conditional_on_both(tmp_path):
    """The verdict names the solvers, their versions and the hash of what they were asked."""
    x, y = real("x y")
    claim = Claim(
        title="relu is subadditive", source="own", conclude=le(relu(x + y), relu(x) + relu(y)), proof="oracle"
    )
    outcome = check(claim, options=Options(examples=500, folder=tmp_path))
    assert outcome.verdict is Verdict.CONDITIONAL
    (label,) = set(outcome.trust) - {"kernel", "definitions"}
    assert label.startswith("oracle:z3 ") and " and cvc5 " in label and " on SMT-LIB sha256 " in label


def test_a_false_goal_is_left_open_with_the_point(v, stated, gap):
    """x² ≤ x."""
    left = gap(stated(v.x, claim=t.le(t.mul(v.x, v.x), v.x)), "oracle")
    assert "z3 says sat (x" in left.reason and "cvc5 says sat" in left.reason


@pytest.mark.parametrize(
    ("claim", "follows"),
    [
        (lambda x: t.eq(t.div(x, x), ONE), False),
        (lambda x: t.implies(t.negate(t.eq(x, ZERO)), t.eq(t.div(x, x), ONE)), True),
        (lambda x: t.eq(t.div(x, ZERO), ZERO), False),
    ],
)
def test_nothing_is_known_of_a_quotient_by_zero(v, stated, claim, follows):
    result = prove(stated(v.x, claim=claim(v.x)), "oracle")
    assert isinstance(result, Proof) is follows


def test_a_natural_is_whole_and_a_root_is_one(v, stated):
    """2n ≠ 2K + 1, and √x · √x = x for 0 ≤ x: cited with what it needs, and replayed with that trust."""
    odd = t.add(t.mul(t.natural(2), v.K), t.natural(1))
    parity = t.negate(t.eq(t.mul(t.natural(2), v.n), odd))
    root = t.elementary("sqrt", v.x)
    square = t.implies(t.le(ZERO, v.x), t.eq(t.mul(root, root), v.x))
    proof = prove(stated(v.n, v.K, v.x, claim=t.conj(parity, square)), "oracle")
    assert isinstance(proof, Proof)
    assert all(label.startswith("oracle:z3 ") for label in replay(proof.certificate).theorem.trust)
    assert replay(proof.certificate).theorem.trust


@pytest.mark.parametrize("words", [("unsat", "unknown"), ("unknown", "unsat"), ("sat", "sat")])
def test_one_of_them_is_not_enough(words, v, stated, gap, answering):
    answering(z3=words[0], cvc5=words[1])
    gap(stated(v.x, claim=t.le(v.x, v.x)), "oracle")


@pytest.mark.parametrize("words", [("unsat", "sat"), ("sat", "unsat")])
def test_a_disagreement_proves_nothing_and_is_told_loudly(words, v, stated, gap, answering):
    answering(z3=words[0], cvc5=words[1])
    with pytest.warns(RuntimeWarning, match="THE SOLVERS DISAGREE"):
        left = gap(stated(v.x, claim=t.le(v.x, v.x)), "oracle")
    assert "THE SOLVERS DISAGREE" in left.reason


def test_no_answer_in_time_is_none(v, stated, gap):
    assert "z3 says unknown (no answer within 0.01 s)" in gap(stated(v.x, claim=t.le(v.x, v.x)), "oracle(1/100)").reason


def test_a_quantifier_is_left_to_others(v, stated, proved):
    claim = t.exists(v.y, t.le(v.x, v.y))
    left = prove(stated(v.x, claim=claim), "oracle")
    assert not isinstance(left, Proof) and "auto" in left.reason


def test_without_one_it_says_what_to_install(v, stated, gap, monkeypatch):
    monkeypatch.setitem(sys.modules, "cvc5", None)
    monkeypatch.setitem(sys.modules, "z3", None)
    assert gap(stated(v.x, claim=t.le(v.x, v.x)), "oracle").reason == "oracle: needs z3; pip install theorycheck[smt]"


def test_what_is_believed_of_an_oracle_is_not_a_citation_of_the_claim(v, stated):
    """A lemma cited as research and used by an oracle keeps both labels."""
    square = stated(v.x, claim=t.le(ZERO, t.mul(v.x, v.x)))
    lemma = Lemma(square, claim="other", assumed="cited")
    proof = prove(stated(v.x, claim=t.lt(t.real(-1), t.mul(v.x, v.x))), "at_indices, oracle", [lemma])
    assert isinstance(proof, Proof)
    assert {label.split(":")[0] for label in proof.theorem.trust} == {"oracle", "cited"}


def _number(rng, depth):
    x, y = t.variable("x", REAL), t.variable("y", REAL)
    if depth == 0:
        return rng.choice([x, y, t.real(Fraction(rng.randint(-4, 4), rng.randint(1, 3)))])
    a, b = _number(rng, depth - 1), _number(rng, depth - 1)
    return rng.choice([t.add(a, b), t.mul(a, b), t.select(t.le(a, b), a, b), t.div(a, t.real(rng.choice([-2, 3])))])


def _formula(rng, depth):
    if depth == 0:
        return rng.choice([t.le, t.lt, t.eq])(_number(rng, 2), _number(rng, 2))
    p, q = _formula(rng, depth - 1), _formula(rng, depth - 1)
    return rng.choice([t.conj(p, q), t.disj(p, q), t.implies(p, q), t.negate(p)])


def test_the_text_means_what_the_kernel_means():
    """Random formulas at random points: the kernel decides, and Z3 finds the text unsatisfiable exactly if it holds."""
    rng = random.Random(7)
    texts, truths = [], []
    for _ in range(60):
        formula = _formula(rng, 2)
        point = {t.variable(name, REAL): t.real(Fraction(rng.randint(-6, 6), rng.randint(1, 4))) for name in "xy"}
        closed = t.substitute(formula, point)
        truths.append(Derivation().evaluate(closed, ()).conclusion is closed)
        texts.append(question([t.eq(x, value) for x, value in point.items()], formula))
    assert 10 < sum(truths) < 50
    import z3

    for text, truth in zip(texts, truths, strict=True):
        solver = z3.Solver()
        solver.from_string(text)
        assert (solver.check() == z3.unsat) is truth, text


def test_a_shared_term_is_written_once(v):
    """A term of depth 200 that is twice its half each time has a short text."""
    term = v.x
    for _ in range(200):
        term = t.add(term, term)
    text = question([], t.eq(term, term))
    assert text.count("\n") < 220
    assert ask("z3", question([t.lt(ZERO, v.x)], t.lt(ZERO, term)), 20).word == "unsat"
