"""A closed statement: hypotheses and a conclusion, what they mean to the kernel, and how they print."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property

from theorycheck.errors import OutsideVocabulary, ShapeError, UnknownSymbol
from theorycheck.kernel import terms
from theorycheck.kernel.printing import show
from theorycheck.kernel.terms import Term

from .definedness import conditions, defined_and_true
from .formula import relation_term, symbol_term
from .hints import NO_HINTS, Hints
from .node import Node, postorder
from .nodes import LAYER, And, Variable
from .probability import beyond_kernel, shadow
from .relations import as_relation
from .rendering import latex, latex_declaration, latex_name, latex_premise
from .sorts import Hole
from .symbols import symbols_of
from .walk import membership


class Statement:
    r"""For all symbols: memberships ⇒ given ⇒ … ⇒ conclude, where each part also has a value.

    given, conclude: the nodes as written.
    hints:           for provers and searchers only; no part of what is stated.
    """

    def __init__(self, given: Sequence[object], conclude: object, hints: Hints = NO_HINTS) -> None:
        self.hints = hints
        self.given: tuple[Node, ...] = tuple(map(as_relation, given))
        self.conclude: Node = as_relation(conclude)
        self._check_closed()
        self._check_names()
        self._check_sizes()

    def _check_closed(self) -> None:
        # a walk names what is found; as a rule there is nothing
        open_ = [relation for relation in (*self.given, self.conclude) if relation.holes]
        for node in postorder(*open_):
            if node is LAYER:
                raise UnknownSymbol(
                    "d.this or d.next outside the declaration of a family",
                    why="they stand for the layer being declared",
                    cure="write d[k] under forall, summation or family_of",
                )
            if isinstance(node, Hole):
                raise OutsideVocabulary(
                    "a variable that a lambda handed out was used outside that lambda",
                    cure="use it only inside the expression that the lambda returns",
                )

    def _check_names(self) -> None:
        by_name: dict[str, Variable] = {}
        for symbol in self.symbols:
            other = by_name.setdefault(symbol.name, symbol)
            if other is not symbol:
                raise ShapeError(
                    f"two different symbols are called {symbol.name}",
                    why=f"one is of sort {other.sort}, the other of sort {symbol.sort}",
                    cure="rename one of them",
                )
        printed = {r"\pi": "the number pi"}
        for name in by_name:
            same = printed.setdefault(latex_name(name), name)
            if same != name:
                raise ShapeError(f"the symbol {name} would be printed exactly like {same}", cure="rename it")

    def _check_sizes(self) -> None:
        """Sizes and bounds in a declaration must exist whatever the symbols are: no hypothesis stands before them."""
        for symbol in self.symbols:
            doubtful = conditions(symbol.sort)
            if doubtful:
                raise ShapeError(
                    f"the declaration of {symbol.name} mentions a size or bound that need not exist",
                    why=f"it would need {doubtful[0]}",
                    cure="declare widths further (dims('d', upto=K + 1) has d[0], ..., d[K + 1]), and bounds by given",
                )

    @cached_property
    def symbols(self) -> tuple[Variable, ...]:
        """Natural scalars, natural families, then the others, each in order of appearance."""
        return symbols_of(*self.given, self.conclude)

    @cached_property
    def hypotheses(self) -> tuple[Node, ...]:
        """Membership of the symbols in bounded sorts, then each given relation with its conditions."""
        members = (membership(symbol, symbol.sort) for symbol in self.symbols)
        return (*(m for m in members if m is not None), *map(defined_and_true, self.given))

    @cached_property
    def conclusion(self) -> Node:
        """The conclusion, preceded by what must hold for it to have a value."""
        return defined_and_true(self.conclude)

    # ---- the kernel's reading

    @cached_property
    def _translated(self) -> tuple[Term, dict[Term, Term]]:
        formula, definitions = relation_term(self.conclusion)
        for hypothesis in reversed(self.hypotheses):
            premise, constants = relation_term(hypothesis)
            formula, definitions = terms.implies(premise, formula), definitions | constants
        return terms.bind("forall", list(map(symbol_term, self.symbols)), formula), definitions

    def formula(self) -> Term:
        """The closed kernel formula."""
        return self._translated[0]

    @property
    def definitions(self) -> dict[Term, Term]:
        """The constants of the formula and their bodies."""
        return self._translated[1]

    @cached_property
    def has_formula(self) -> bool:
        """Whether the kernel can say it: a probability that is no finite sum has no term."""
        return not beyond_kernel(*self.given, self.conclude)

    @cached_property
    def digest(self) -> str:
        """The hash of the formula: alpha-equal statements share it. Without one: of its laws and all else it says."""
        laws, formula = self._said
        digest = formula.formula().digest()
        if self.has_formula:
            return digest
        return hashlib.sha256(f"probability under {', '.join(laws)}: {digest}".encode()).hexdigest()

    @cached_property
    def _said(self) -> tuple[list[str], Statement]:
        """The laws of all that the kernel cannot say, and what it says instead."""
        if self.has_formula:
            return [], self
        laws, given, claimed = shadow(self.given, self.conclude)
        return laws, Statement(given, claimed)

    @property
    def bound(self) -> tuple[Variable, ...]:
        """The symbols in the order in which the formula of the digest binds them: equal digests agree on each place."""
        return tuple(symbol for symbol in self._said[1].symbols if symbol in self.symbols)

    # ---- for reading

    def kernel_text(self) -> str:
        """The kernel's formula in words."""
        return show(self.formula()) if self.has_formula else f"{NO_FORMULA}: {self}"

    def latex(self) -> str:
        r"""\forall K \in \mathbb{N}, …: given ⇒ conclude; in lines, one for each conjunct, where it would be long."""
        parts = _conjuncts(self.conclude)
        claimed = [latex(parts[0])] if len(parts) == 1 else list(map(latex_premise, parts))
        heads = [
            _latex_line(r"\forall\, ", r",\ ", [latex_declaration(symbol) for symbol in self.symbols], ":"),
            _latex_line("", _AND, list(map(latex_premise, self.given)), r" \;\Rightarrow"),
        ]
        heads = [head for head in heads if head]
        if sum(map(len, (*heads, *claimed))) <= LONG_LATEX:
            return r"\; ".join([*heads, _AND.join(claimed)])
        lines = [*heads, claimed[0], *(rf"\land\; {part}" for part in claimed[1:])]
        return r"\begin{aligned} " + r" \\ ".join(f"& {line}" for line in lines) + r" \end{aligned}"

    def __repr__(self) -> str:
        return f"Statement({', '.join(map(str, self.given))} => {self.conclude})"


NO_FORMULA = "no formula, for the kernel has no measures"
LONG_LATEX = 260  # characters of LaTeX that still fit a page's width, more or less


_AND = r" \;\land\; "


def _latex_line(start: str, separator: str, parts: list[str], end: str) -> str:
    return start + separator.join(parts) + end if parts else ""


def _conjuncts(relation: Node) -> list[Node]:
    """The relations that stand side by side in a conjunction, in order; iterative, for long ones."""
    found: list[Node] = []
    waiting = [relation]
    while waiting:
        part = waiting.pop()
        if isinstance(part, And):
            waiting.extend(reversed(part.args))
        else:
            found.append(part)
    return found
