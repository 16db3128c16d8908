"""What is assumed is cited under its claim's name, shows in everything that uses it, and is still searched."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from theorycheck import Claim, eq, exists, exp, function, have, implies, le, lt, real, relu
from theorycheck.errors import OptionError, UndeclaredUse
from theorycheck.outcome import Outcome
from theorycheck.pipeline import Options, check
from theorycheck.proving.lemmas import Lemma
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.session import Session
from theorycheck.statement.discovery import catalogue, read_file
from theorycheck.verdicts import Verdict

x, y = real("x y")
f = function("f", real(), real())


def stating(conclude: Any, **fields: Any) -> Claim:
    return Claim(title="t", source="s", conclude=conclude, **fields)


@pytest.fixture
def law() -> Claim:
    """True, and beyond `auto`."""
    return stating(le(x**3, x**4 + 1), assumed="standard")


@pytest.fixture
def checked(tmp_path: Path) -> Any:
    def run(claim: Claim, name: str = "claim", examples: int = 300, **premises: Claim) -> Outcome:
        return check(claim, name, Options(examples=examples, folder=tmp_path), premises=premises)

    return run


# ---- the claim


@pytest.mark.parametrize("wrong", [True, "yes", None, "oracle"])
def test_an_assumption_of_another_kind_is_refused(wrong: Any) -> None:
    with pytest.raises(OptionError, match=r"assumed=.* is unknown \(in the claim 't'\); write assumed='standard'"):
        stating(le(0, x), assumed=wrong)


@pytest.mark.parametrize("extra", [{"proof": "auto"}, {"proof": ""}, {"lemmas": [have(le(0, x), by="auto")]}])
def test_a_claim_is_assumed_or_proved(extra: dict[str, Any]) -> None:
    with pytest.raises(OptionError, match="a claim is assumed and gives a proof"):
        stating(le(0, x), assumed="cited", **extra)


def test_the_assumption_is_read_without_importing_the_file(tmp_path: Path) -> None:
    path = tmp_path / "law.py"
    path.write_text("claim = Claim(title='t', assumed='cited')\nother = Claim(title='u')\n")
    assert [entry.assumed for entry in read_file(path)] == ["cited", ""]


# ---- its verdict


def test_an_assumed_claim_is_cited(checked: Any, law: Claim) -> None:
    outcome = checked(law, "law")
    assert outcome.verdict is Verdict.CITED and outcome.used == ()
    assert outcome.trust == ("kernel", "definitions", f"standard:law#{law.statement.digest}")
    assert outcome.reason == "nothing was checked but the statement and its reference: law (standard)"


def test_it_is_searched_all_the_same(checked: Any) -> None:
    outcome = checked(stating(le(0, x), assumed="cited"), "wrong")
    assert outcome.verdict is Verdict.REFUTED and outcome.witness
    assert "not all that it rests on is true: wrong (cited)" in outcome.reason


def test_without_a_model_it_is_not_even_cited(checked: Any) -> None:
    assert checked(stating(le(x, 2), given=[eq(exp(x), 2 + exp(x + x))], assumed="cited")).verdict is Verdict.UNKNOWN
    assert checked(stating(le(x, 2), given=[le(x, -1), le(1, x)], assumed="cited")).verdict is Verdict.VACUOUS


def test_what_cannot_be_searched_may_be_cited(checked: Any) -> None:
    outcome = checked(stating(le(0, x), given=[exists(real(), lambda z: eq(z * z, x))], assumed="cited"))
    assert outcome.verdict is Verdict.CITED and "it cannot be searched" in outcome.reason


# ---- what uses it


def test_what_uses_it_is_conditional_and_names_it(checked: Any, law: Claim) -> None:
    outcome = checked(stating(le(x**3, x**4 + 2), proof="auto", uses=["law"]), law=law)
    assert outcome.verdict is Verdict.CONDITIONAL and outcome.used == ("law",)
    assert f"standard:law#{law.statement.digest}" in outcome.trust
    assert outcome.reason == "the derivation rests on law (standard)."


def test_a_false_claim_is_not_saved_by_it(checked: Any) -> None:
    wrong = stating(le(x, 1), assumed="cited")
    outcome = checked(stating(le(x, 2), proof="auto", uses=["wrong"]), wrong=wrong)
    assert outcome.verdict is Verdict.REFUTED and outcome.used == ("wrong",)
    assert "not all that it rests on is true: wrong (cited)" in outcome.reason


def test_to_restate_it_is_to_cite_it(checked: Any, law: Claim) -> None:
    """As it stands, and for another point under one more hypothesis."""
    for given, at in ([], x), ([lt(0, y)], y):
        same = stating(le(at**3, at**4 + 1), given=given, proof="auto", uses=["law"])
        assert checked(same, law=law).verdict is Verdict.CITED


def test_a_proof_that_cites_nothing_needs_a_model_however_simple_it_is(checked: Any) -> None:
    given = [le(0, x), exists(real(), lambda z: eq(z * z, 2))]
    assert checked(stating(le(0, x), given=given, proof="auto")).verdict is Verdict.UNKNOWN


def test_a_defined_constant_in_it_is_no_obstacle(checked: Any) -> None:
    """The label names the registered formula, in which relu is a constant; the fact has it written out."""
    law = stating(le(relu(x) ** 3, x**4 + 1), assumed="cited")
    outcome = checked(stating(le(relu(x) ** 3, x**4 + 2), proof="auto", uses=["law"]), law=law)
    assert outcome.verdict is Verdict.CONDITIONAL and f"cited:law#{law.statement.digest}" in outcome.trust


# ---- what is used


def test_a_use_that_is_not_declared_is_refused(checked: Any, law: Claim) -> None:
    with pytest.raises(UndeclaredUse, match=r"the proof of c uses law: .*; add law to its uses=\(...\)"):
        checked(stating(le(x**3, x**4 + 2), proof="auto"), "c", law=law)


def test_a_declared_premise_that_is_not_needed_is_not_used(checked: Any, law: Claim) -> None:
    outcome = checked(stating(le(0, relu(x)), proof="auto", uses=["law"]), law=law)
    assert outcome.verdict is Verdict.PROVED and outcome.used == ()


def test_what_a_premise_uses_is_its_own_affair() -> None:
    """The first is cited, the second derived from it; who uses the second does not use the first."""
    first, second = stating(le(f(x), 1), assumed="cited"), stating(le(relu(f(x)), 1), proof="auto")
    known = [lemma(first, "first"), lemma(second, "second")]

    def used(conclude: Any) -> tuple[str, ...]:
        found = prove(stating(conclude).statement, "auto", known)
        assert isinstance(found, Proof) and any(label.startswith("cited:first#") for label in found.theorem.trust)
        return found.used

    assert used(le(relu(f(x)), 2)) == ("second",)
    assert used(le(f(x), 2)) == ("first",)
    assert used(le(relu(f(x)) + f(x), 2)) == ("first", "second")


def test_what_is_declared_is_tried_before_anything_else() -> None:
    """A fact that is only known because a premise needs it must not slip into a proof that can do without it."""
    bound, other = stating(le(f(x), 1), assumed="cited"), stating(le(f(x), 2), assumed="cited")
    known = [lemma(other, "other"), lemma(bound, "bound")]
    goal = stating(le(f(x), 3)).statement
    for name in ("bound", "other"):
        found = prove(goal, "auto", known, uses=(name,))
        assert isinstance(found, Proof) and found.used == (name,)
    undeclared = prove(stating(le(f(x), 1)).statement, "auto", known, uses=("other",))
    assert isinstance(undeclared, Proof) and undeclared.used == ("bound",)
    assert isinstance(prove(stating(le(f(x), 0)).statement, "auto", known, uses=("other",)), Gap)


def test_a_premise_is_derived_from_what_it_declares_itself() -> None:
    first, second = stating(le(f(x), 1), assumed="cited"), stating(le(f(x), 2), proof="auto")
    goal = stating(le(f(x), 3)).statement
    alone = Lemma(second.statement, "auto", "second", uses=())
    found = prove(goal, "auto", [lemma(first, "first"), alone], uses=("second",))
    assert isinstance(found, Proof) and found.used == ("first",)  # second was left out, so that first was tried too
    entitled = Lemma(second.statement, "auto", "second", uses=("first",))
    found = prove(goal, "auto", [lemma(first, "first"), entitled], uses=("second",))
    assert isinstance(found, Proof) and found.used == ("second",)


# ---- premises that cannot be derived


def lemma(claim: Claim, name: str) -> Lemma:
    return Lemma(claim.statement, claim.proof or "", name, claim.assumed)


def test_a_premise_that_cannot_be_derived_is_left_out(law: Claim) -> None:
    hopeless = stating(le(x, 5), proof="auto")
    trivial = stating(le(0, relu(x)))
    found = prove(trivial.statement, "auto", [lemma(hopeless, "hopeless"), lemma(law, "law")])
    assert isinstance(found, Proof) and found.used == ()


def test_it_is_named_where_the_proof_fails_then() -> None:
    hopeless = stating(le(x, 5), proof="auto")
    misspelt = stating(le(x, 6), proof="magic")
    silent = stating(le(x, 7))
    names = {"hopeless": hopeless, "misspelt": misspelt, "silent": silent}
    found = prove(silent.statement, "auto", [lemma(claim, name) for name, claim in names.items()])
    assert isinstance(found, Gap)
    assert "; without hopeless, which could not be derived (auto: no idea closes this goal)" in found.reason
    assert "; without misspelt, which could not be derived (there is no tactic 'magic'" in found.reason
    assert "; without silent, which could not be derived (it names no proof)" in found.reason


def test_a_step_of_the_claim_s_own_may_not_fail() -> None:
    trivial = stating(le(0, relu(x)), lemmas=[have(le(x, 5), by="auto")])
    (step,) = trivial.steps
    assert isinstance(prove(trivial.statement, "auto", [Lemma(step.statement, step.proof)]), Gap)


def test_a_step_of_a_premise_that_fails_takes_the_premise_with_it() -> None:
    """It fails in the same way where it is checked alone; what is left of it must not be used either."""
    steps = [Lemma(stating(le(0, relu(x))).statement, "auto", "p")]
    steps.append(Lemma(stating(le(x, 5)).statement, "auto", "p"))
    goal = Claim(title="t", source="s", conclude=implies(le(0, x), le(x, 6))).statement
    found = prove(goal, "auto", [*steps, Lemma(goal, "auto", "p")])
    assert isinstance(found, Gap) and found.reason.count("without p") == 1


def test_a_premise_whose_file_is_broken_fails_alone(tmp_path: Path) -> None:
    header = "from theorycheck import Claim, le, real, relu\nx = real('x')\n"
    (tmp_path / "broken.py").write_text(header + "1 / 0\nclaim = Claim(title='t', source='s', conclude=le(0, x))\n")
    user = header + "claim = Claim(title='t', source='s', conclude=le({}), proof='auto', uses=['broken'])\n"
    (tmp_path / "good.py").write_text(user.format("0, relu(x)"))
    (tmp_path / "lost.py").write_text(user.format("x, relu(x) + x**4"))
    session = Session(Options(examples=200, folder=tmp_path))
    broken, good, lost = session.run(catalogue([str(tmp_path / name) for name in ("broken.py", "good.py", "lost.py")]))
    assert broken.error and not good.error and not lost.error
    assert good.outcome.verdict is Verdict.PROVED
    assert "without broken, whose file is broken" in lost.outcome.reason or lost.outcome.verdict is Verdict.REFUTED
