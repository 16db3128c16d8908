"""Certificates changed as a forger would: well formed, of the right kinds and sorts, and something else than before."""

from __future__ import annotations

import copy
import inspect
import random
from collections.abc import Callable, Iterator
from typing import Any

from theorycheck.kernel.codec import read_terms
from theorycheck.kernel.rules import RULES

Mutation = Callable[["Forger"], bool]
MUTATIONS: dict[str, Mutation] = {}
KIN = [
    ("add", "mul"), ("le", "lt", "eq"), ("sum", "prod", "max"), ("forall", "exists"), ("and", "or", "implies"),
    ("exp", "log", "sqrt", "sin", "cos", "arctan", "tanh"), ("true", "false"),
]  # fmt: skip
SORTS: list[Any] = [["real"], ["nat"], ["group", "G"], ["finite", "F"], ["Z", 3], ["fun", ["nat"], ["real"]]]


def mutation(function: Mutation) -> Mutation:
    MUTATIONS[function.__name__.removeprefix("_")] = function
    return function


class Forger:
    """One document under change; a mutation returns whether it found something to change."""

    def __init__(self, document: dict, rng: random.Random):
        self.document, self.rng = copy.deepcopy(document), rng
        self.steps: list[list] = self.document["steps"]
        self.entries: list[list] = self.document["terms"]
        self.sorts = [term.sort for term in read_terms(self.entries)]

    def arguments(self, wanted: Callable[[Any], bool]) -> list[tuple[int, list, int]]:
        """(step, list, place) of every argument, however nested, that is wanted."""
        return [
            (number, holder, place)
            for number, (_, arguments) in enumerate(self.steps)
            for holder, place in _places(arguments)
            if wanted(holder[place])
        ]

    def pick(self, choices: Any) -> Any:
        return self.rng.choice(list(choices))


def _places(value: list) -> Iterator[tuple[list, int]]:
    for place, item in enumerate(value):
        yield value, place
        if type(item) is list:
            yield from _places(item)


def _is(key: str) -> Callable[[Any], bool]:
    return lambda value: type(value) is dict and key in value


def mutants(documents: dict[str, list[dict]], count: int, seed: int) -> Iterator[tuple[str, str, dict, dict]]:
    """(rule it ends with, mutation, the document, what became of it), each kind and each rule equally often."""
    rng, made = random.Random(seed), 0
    while made < count:
        for rule in sorted(documents):
            kind, document = rng.choice(sorted(MUTATIONS)), rng.choice(documents[rule])
            forger = Forger(document, rng)
            if MUTATIONS[kind](forger) and forger.document != document:
                made += 1
                yield rule, kind, document, forger.document
            if made == count:
                return


# -- steps ---------------------------------------------------------------------------------------------------------


@mutation
def _another_rule(forger: Forger) -> bool:
    """Of as many arguments, of the same kinds."""
    step = forger.pick(forger.steps)
    kinds = [type(a) if type(a) is not dict else next(iter(a)) for a in step[1]]
    fitting = {other[0] for other in forger.steps if len(other[1]) == len(step[1])}
    fitting |= {name for name, rule in RULES.items() if _kinds(rule) == kinds}
    step[0] = forger.pick(sorted(fitting))
    return True


def _kinds(rule: Any) -> list[Any]:
    names = {"Theorem": "theorem", "Term": "term", "Fraction": "q", "int": int, "str": str}
    annotations = [str(parameter.annotation) for parameter in inspect.signature(rule).parameters.values()]
    return [names.get(annotation, list) for annotation in annotations]


@mutation
def _another_theorem(forger: Forger) -> bool:
    """An earlier step in the place of a premise."""
    found = [(s, h, p) for s, h, p in forger.arguments(_is("theorem")) if s > 1]
    if found:
        step, holder, place = forger.pick(found)
        holder[place] = {"theorem": forger.rng.randrange(step)}
    return bool(found)


@mutation
def _swapped_arguments(forger: Forger) -> bool:
    """Two arguments of one step, or of one list in it, change places."""
    lists = [step[1] for step in forger.steps]
    lists += [holder[place] for _, holder, place in forger.arguments(lambda value: type(value) is list)]
    long = [items for items in lists if len(items) > 1]
    if long:
        items = forger.pick(long)
        a, b = forger.rng.sample(range(len(items)), 2)
        items[a], items[b] = items[b], items[a]
    return bool(long)


@mutation
def _a_step_skipped(forger: Forger) -> bool:
    """What used a step uses the step's own premise: a hypothesis is not discharged, a side is not taken."""
    number, holder, place = forger.pick(forger.arguments(_is("theorem")) or [(0, None, 0)])
    if holder is None:
        return False
    below = [h[p] for s, h, p in forger.arguments(_is("theorem")) if s == holder[place]["theorem"]]
    if below:
        holder[place] = copy.deepcopy(forger.pick(below))
    return bool(below)


@mutation
def _a_shorter_or_longer_list(forger: Forger) -> bool:
    """A part of a list argument dropped or doubled."""
    lists = [holder[place] for _, holder, place in forger.arguments(lambda v: type(v) is list and len(v) > 0)]
    if lists:
        items = forger.pick(lists)
        place = forger.rng.randrange(len(items))
        items[place : place + 1] = [] if forger.rng.random() < 0.6 else [items[place]] * 2
    return bool(lists)


@mutation
def _another_term(forger: Forger) -> bool:
    """A term of the same sort in the place of an argument."""
    found = forger.arguments(_is("term"))
    if found:
        _, holder, place = forger.pick(found)
        sort = forger.sorts[holder[place]["term"]]
        holder[place] = {"term": forger.pick(i for i, other in enumerate(forger.sorts) if other == sort)}
    return bool(found)


@mutation
def _another_number_or_word(forger: Forger) -> bool:
    """A rational, an integer or a text among the arguments."""
    found = forger.arguments(lambda value: type(value) in (int, str) or _is("q")(value))
    if found:
        _, holder, place = forger.pick(found)
        old = holder[place]
        if type(old) is int:
            holder[place] = forger.pick([old + 1, old - 1, 0, 1, 2 * old])
        elif type(old) is str:
            holder[place] = forger.pick(["sum", "prod", "max", "F", "G", "x", "standard", "cited"])
        else:
            holder[place] = {"q": forger.pick(["0", "1", "-1", "1/2", "2", "-1/3", "1000000007/1000000009"])}
    return bool(found)


# -- terms ---------------------------------------------------------------------------------------------------------


def _entries(forger: Forger, wanted: Callable[[list], bool]) -> list[list]:
    return [entry for entry in forger.entries if wanted(entry)]


@mutation
def _another_operator(forger: Forger) -> bool:
    """One of the same arity and sorts, mostly."""
    found = _entries(forger, lambda entry: any(entry[0] in kin for kin in KIN))
    if found:
        entry = forger.pick(found)
        entry[0] = forger.pick(other for kin in KIN if entry[0] in kin for other in kin if other != entry[0])
    return bool(found)


@mutation
def _another_subterm(forger: Forger) -> bool:
    """An earlier term of the same sort in the place of an argument of a term."""
    found = [number for number, entry in enumerate(forger.entries) if entry[2]]
    if found:
        number = forger.pick(found)
        indices = forger.entries[number][2]
        place = forger.rng.randrange(len(indices))
        sort = forger.sorts[indices[place]]
        indices[place] = forger.pick(i for i in range(number) if forger.sorts[i] == sort)
    return bool(found)


@mutation
def _swapped_subterms(forger: Forger) -> bool:
    """a - b for b - a, i < n for n < i."""
    found = _entries(forger, lambda entry: len(entry[2]) > 1)
    if found:
        entry = forger.pick(found)
        entry[2].reverse()
    return bool(found)


@mutation
def _another_literal(forger: Forger) -> bool:
    found = _entries(forger, lambda entry: entry[0] in ("literal", "residue"))
    if found:
        entry = forger.pick(found)
        if entry[0] == "residue":
            entry[1] = [entry[1][0], forger.rng.randrange(entry[1][0])]
        else:
            entry[1] = [entry[1][0], forger.pick(["0", "1", "2", "3", "-1", "1/2"])]
    return bool(found)


@mutation
def _another_sort(forger: Forger) -> bool:
    """What a binder binds, or a variable is."""
    named = ("variable", "bound", "constant", "literal")
    binders = ("lambda", "forall", "exists", "group_zero", "group_sum")
    found = _entries(forger, lambda entry: entry[0] in (*named, *binders))
    if found:
        entry = forger.pick(found)
        sort = copy.deepcopy(forger.pick(SORTS))
        if entry[0] == "literal":
            entry[1] = [sort, entry[1][1]]
        else:
            entry[1] = [entry[1][0], sort] if entry[0] in named else sort
    return bool(found)


@mutation
def _another_name(forger: Forger) -> bool:
    """A variable takes the name of another, a bound index points one binder further."""
    found = _entries(forger, lambda entry: entry[0] in ("variable", "bound"))
    if found:
        entry = forger.pick(found)
        names = [other[1][0] for other in forger.entries if other[0] == "variable"] + ["x", "n"]
        index = entry[0] == "bound"
        entry[1] = [max(0, entry[1][0] + forger.pick([1, -1])) if index else forger.pick(names), entry[1][1]]
    return bool(found)


@mutation
def _another_statement(forger: Forger) -> bool:
    """The statement it is registered for: what is proved must not pass for it; or a proof passes for a refutation."""
    if forger.rng.random() < 0.2:
        forger.document["kind"] = "refutation" if forger.document["kind"] == "proof" else "proof"
        return True
    formulas = [i for i, sort in enumerate(forger.sorts) if sort == ("prop",)]
    if formulas:
        forger.document["statement"] = forger.pick(formulas)
    return bool(formulas)
