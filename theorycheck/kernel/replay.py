"""Replaying a certificate: the only act that gives a verdict its force."""

from __future__ import annotations

import json

from . import rules
from .codec import read_argument, read_terms
from .errors import KernelError, fuelled, need, only_kernel_errors
from .sorts import PROPOSITION
from .terms import Term
from .theorem import Theorem

SCHEMA = "theorycheck/certificate-1"
MAX_BYTES = 64 * 1024 * 1024
MAX_PARTS = 3_000_000  # of lists and objects; each takes up to 250 bytes of memory, whatever it takes in the file
TABLE_FUEL = 1_000_000
REPLAY_FUEL = 200_000_000


def parse(text: str) -> dict:
    """The certificate's JSON; refuses duplicate keys, NaN and infinities, and anything nested too deeply."""
    need(len(text) <= MAX_BYTES, "the certificate is too large")
    need(sum(map(text.count, "[{,")) <= MAX_PARTS, "the certificate has too many parts")
    try:
        document = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_no_float)
    except (ValueError, RecursionError) as error:
        raise KernelError(f"not a certificate: {str(error)[:100]}") from None
    need(type(document) is dict, "a certificate is a JSON object")
    return document


def _unique(pairs: list[tuple[str, object]]) -> dict:
    need(len({key for key, _ in pairs}) == len(pairs), "a key occurs twice")
    return dict(pairs)


def _no_constant(text: str) -> object:
    raise KernelError(f"{text} is not a number of ours")


def _no_float(text: str) -> object:
    raise KernelError(f"the float {text[:20]} in a certificate; numbers are integers or texts p/q")


class Replayed:
    """What a certificate proves: its theorem, the registered statement it is about, and the formulas it believes."""

    def __init__(self, theorem: Theorem, statement: Term, kind: str, believed: dict[str, Term] | None = None):
        self.theorem, self.statement, self.kind, self.believed = theorem, statement, kind, believed or {}


class StepRefused(KernelError):
    """Which step fails (counted from 0), by which rule, why, and what it was given as far as that could be read."""

    def __init__(self, number: int, rule: str, why: str, given: tuple = ()):
        super().__init__(f"step {number} ({rule}): {why}")
        self.number, self.rule, self.why, self.given = number, rule, why, given


def replay(document: dict) -> Replayed:
    """Replays {"terms", "steps", "statement": index of the registered statement's term, "kind"}.

    A "statement_hash", where there is one, must be the statement's.  The last step is the theorem.
    Any fault raises `KernelError`, whatever it was.
    """
    with fuelled(REPLAY_FUEL), only_kernel_errors("malformed certificate"):
        return _replay(document)


def _replay(document: dict) -> Replayed:
    need(type(document) is dict, "a certificate is a JSON object")
    for key in ("schema", "kind", "terms", "steps", "statement"):
        need(key in document, f"the certificate has no {key!r}")
    need(document["schema"] == SCHEMA, f"the certificate's schema is not {SCHEMA}")
    need(document["kind"] in ("proof", "refutation"), "a certificate is a proof or a refutation")
    with fuelled(TABLE_FUEL):
        terms = read_terms(document["terms"])
    steps, index = document["steps"], document["statement"]
    need(type(steps) is list and len(steps) > 0, "a certificate has steps")
    need(type(index) is int and 0 <= index < len(terms), "the statement is an index into the terms")
    # what proves another statement than the one the file is registered for must not pass for it
    stated = document.get("statement_hash", terms[index].digest())
    need(stated == terms[index].digest(), "the certificate is of another statement than its statement_hash says")
    theorems: list[Theorem] = []
    for number, step in enumerate(steps):
        theorems.append(_apply(number, step, terms, theorems))
    return Replayed(theorems[-1], terms[index], document["kind"], _believed(theorems[-1].trust, terms))


def _believed(trust: frozenset[str], terms: list[Term]) -> dict[str, Term]:
    """By label (kind:name#hash): the formula with that hash; a label that some rule made otherwise is left out."""
    wanted = {label.rpartition("#")[2]: label for label in trust}
    found = {term.digest(): term for term in terms if term.sort == PROPOSITION} if wanted else {}
    return {label: found[digest] for digest, label in wanted.items() if digest in found}


def _apply(number: int, step: object, terms: list[Term], theorems: list[Theorem]) -> Theorem:
    need(type(step) is list and len(step) == 2 and type(step[0]) is str, f"step {number}: [rule, arguments] expected")
    name, arguments = step  # type: ignore[misc]
    need(type(arguments) is list, f"step {number}: arguments are a list")
    rule = rules.RULES.get(name)
    if rule is None:
        raise KernelError(f"step {number}: there is no rule {name[:40]!r}")
    given: tuple = ()
    try:
        given = tuple(read_argument(argument, terms, theorems) for argument in arguments)
        return rule(*given)
    except KernelError as error:
        raise StepRefused(number, name, str(error), given) from None
