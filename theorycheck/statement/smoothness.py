"""Which expressions are analytic wherever they have a value, as far as their form tells."""

from __future__ import annotations

from typing import Any

from theorycheck.errors import OutsideVocabulary

from .integrals import Integral
from .node import Node, postorder
from .nodes import Apply, Call, Max, Named
from .shapes import SCALAR, Shapes
from .sorts import Lambda


class _Smooth(Shapes):
    """Shapes, in which whatever branches on a real number or takes a root is refused."""

    def _refused(self, *args: object) -> Any:
        raise OutsideVocabulary(
            "a landscape of an expression that branches or takes a root",
            why="its gradient need not exist where the branches meet",
            cure="use smooth notations (products, squared_norm, tanh, sigmoid, softplus, exp); of local and global "
            "minima it is enough that there is a value everywhere",
        )

    less_equal = less_than = equal = select = maximum = absolute = max = largest = _refused  # type: ignore[assignment]

    def elementary(self, name: str, x: Any) -> Any:
        return self._refused() if name == "sqrt" else super().elementary(name, x)


class _Polynomial(Shapes):
    """Shapes, in which what is no polynomial on pieces is refused."""

    def elementary(self, name: str, x: Any) -> Any:
        raise OutsideVocabulary(f"{name} is no polynomial")


def is_piecewise_polynomial(objective: Node) -> bool:
    """Whether the objective is put together by sums, products and choices alone."""
    try:
        for node in postorder(objective):
            if isinstance(node, Integral) or (isinstance(node, Apply) and not isinstance(node.args[0], Lambda)):
                return False
            _apply_notation(node, _Polynomial())
    except OutsideVocabulary:
        return False
    return True


def _apply_notation(node: Node, shapes: Shapes) -> None:
    """Runs the definition of a notation that is applied to what is bound."""
    match node:
        case Named():
            node.notation.definition(shapes, *[SCALAR] * node.notation.arity)
        case Call() if node.loose:
            scalars = [SCALAR] * len(node.args)
            values = scalars if node.notation.elementwise else node.notation.shape_values(node.args)
            node.notation.definition(shapes, *values)


def is_smooth(objective: Node) -> bool:
    """Whether `require_smooth` accepts the objective."""
    try:
        require_smooth(objective)
    except OutsideVocabulary:
        return False
    return True


def require_smooth(objective: Node) -> None:
    """Refuses what need not have a derivative; parts that depend on no bound variable are constants."""
    for node in postorder(objective):
        _apply_notation(node, _Smooth())
        match node:
            case Max() if node.loose:
                _Smooth().max(None, None)
            case Apply() if node.loose and not isinstance(node.args[0], Lambda):
                raise OutsideVocabulary(
                    f"the gradient of the unknown function {node.args[0]}",
                    why="nothing is known of its derivative",
                    cure="write the function out",
                )
            case Integral() if node.loose:
                raise OutsideVocabulary(
                    "a landscape of an integral",
                    why="nothing is known of its derivative in what stands under it",
                    cure="write its closed form",
                )
