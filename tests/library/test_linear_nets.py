"""Certificates of linear networks, changed at random: derivatives, minima and ideal membership in long proofs."""

from __future__ import annotations

import copy
import importlib
import json
import random
from functools import cache

import pytest

from theorycheck.kernel.errors import KernelError
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import parse, replay
from theorycheck.pipeline import lemmas_of
from theorycheck.proving.prove import Proof, prove

CLAIMS = ("linear_net_projections", "linear_net_exchange_descends")
CHANGES = 50


@cache
def proved(name: str) -> dict:
    claim = importlib.import_module(f"theorycheck.claims.optimality.{name}").claim
    found = prove(claim.statement, claim.proof, lemmas_of(claim, {}), claim.uses)
    assert isinstance(found, Proof)
    return found.certificate


def accepted(document: dict) -> str | None:
    """The statement that is proved, or None."""
    try:
        replayed = replay(document)
        reach(replayed)
    except KernelError:
        return None
    return replayed.statement.digest()


@pytest.mark.parametrize("name", CLAIMS)
def test_the_new_rules_are_at_work(name: str) -> None:
    document = json.loads(json.dumps(proved(name)))
    rules = {step[0] for step in document["steps"]}
    assert {"derive", "nc_ideal"} <= rules
    assert accepted(document) is not None


@pytest.mark.parametrize("name", CLAIMS)
def test_a_changed_digit_is_refused_or_changes_nothing(name: str) -> None:
    text, registered = json.dumps(proved(name)), accepted(proved(name))
    chance = random.Random(name)
    digits = [place for place, letter in enumerate(text) if letter.isdigit()]
    same = other = 0
    for place in chance.sample(digits, CHANGES):
        found = _read(text[:place] + chance.choice([d for d in "0123456789" if d != text[place]]) + text[place + 1 :])
        same += found == registered
        other += found is not None and found != registered
    assert same + other < CHANGES / 5


def _read(text: str) -> str | None:
    try:
        return accepted(parse(text))
    except KernelError:
        return None


@pytest.mark.parametrize("name", CLAIMS)
def test_a_step_with_other_arguments_proves_nothing_else(name: str) -> None:
    """In each step of the new rules: an argument of another such step, a premise or a cofactor left out."""
    document, registered = json.loads(json.dumps(proved(name))), accepted(proved(name))
    chance = random.Random(name)
    steps = document["steps"]
    of_rule = {rule: [k for k, step in enumerate(steps) if step[0] == rule] for rule in ("derive", "nc_ideal")}
    for rule, places in of_rule.items():
        for place in chance.sample(places, min(len(places), 25)):
            changed = copy.deepcopy(document)
            arguments = changed["steps"][place][1]
            which = chance.randrange(len(arguments))
            if type(arguments[which]) is list and arguments[which] and chance.random() < 0.5:
                del arguments[which][chance.randrange(len(arguments[which]))]
            else:
                arguments[which] = steps[chance.choice(places)][1][which]
            assert accepted(changed) in (None, registered), (rule, place)
