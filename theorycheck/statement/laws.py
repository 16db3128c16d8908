"""Laws of random entries: gaussian, uniform, signs, bernoulli(p), uniform_index(n)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from theorycheck.errors import OutsideVocabulary, ShapeError

from .arithmetic import as_node
from .nodes import Literal


@dataclass(frozen=True)
class Law:
    """The law of one entry. `count` outcomes (0: not finitely many), the i-th with a value and a weight, both of them
    polynomials in i: written as nodes by `value` and `weight`."""

    name: str
    parameter: Fraction | None = None

    def __str__(self) -> str:
        return self.name if self.parameter is None else f"{self.name}({self.parameter})"

    @property
    def count(self) -> int:
        return {"signs": 2, "bernoulli": 2, "uniform_index": int(self.parameter or 0)}.get(self.name, 0)

    def value(self, i: Any) -> Any:
        """The i-th outcome: of a number, or as a node."""
        return 2 * i - 1 if self.name == "signs" else i

    def weight(self, i: Any) -> Any:
        """The probability of the i-th outcome."""
        p = self.parameter
        if self.name == "bernoulli" and p is not None:
            return i * p + (1 - i) * (1 - p)
        return Fraction(1, self.count)

    @property
    def latex(self) -> str:
        p = self.parameter
        return {
            "gaussian": r"\mathcal{N}(0, 1)",
            "uniform": r"\mathcal{U}[0, 1]",
            "signs": r"\mathcal{U}\{-1, 1\}",
            "bernoulli": rf"\mathcal{{B}}({p})",
            "uniform_index": rf"\mathcal{{U}}\{{0, \ldots, {(p or 0) - 1}\}}",
        }[self.name]


gaussian, uniform, signs = Law("gaussian"), Law("uniform"), Law("signs")
_PLAIN = {"gaussian": gaussian, "uniform": uniform, "signs": signs}
_SPELLED = re.compile(r"(\w+)(?:\((\d+(?:/\d+)?)\))?")


def bernoulli(p: object) -> Law:
    """1 with probability p, else 0; p is an exact number between 0 and 1: bernoulli(rational("1/3"))."""
    node = as_node(p)
    if not isinstance(node, Literal) or not 0 <= node.value <= 1:
        raise ShapeError(f"bernoulli({p})", why="its parameter is a number between 0 and 1", cure='rational("1/2")')
    return Law("bernoulli", node.value)


def uniform_index(n: int) -> Law:
    """0, ..., n - 1, equally likely."""
    if type(n) is not int or n < 1:
        raise ShapeError(f"uniform_index({n})", why="there must be a literal number of outcomes, at least one")
    return Law("uniform_index", Fraction(n))


def law_of(spelled: str) -> Law:
    """The law that prints like this."""
    found = _SPELLED.fullmatch(spelled)
    name, parameter = found.groups() if found else ("", None)
    if parameter is None and name in _PLAIN:
        return _PLAIN[name]
    if parameter is not None and name == "bernoulli":
        return bernoulli(Fraction(parameter))
    if parameter is not None and name == "uniform_index" and parameter.isdigit():
        return uniform_index(int(parameter))
    raise OutsideVocabulary(f"the law {spelled!r:.40} is unknown", cure=f"choose {', '.join(_PLAIN)}, bernoulli(p) …")
