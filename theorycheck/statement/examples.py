"""An author's example, held against the symbols of its claim when the claim is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from theorycheck.algebra.rationals import Rationals
from theorycheck.errors import WitnessError

from .environments import from_witness
from .evaluation import Evaluator
from .nodes import Variable
from .sorts import NATURAL, ArraySort, FunctionSort, Lambda, Real
from .symbols import symbols_of

CURE = (
    "give every symbol one exact value, arrays as nested lists and functions as maps between sorts whose sizes are "
    "numbers: dict(n=2, x=[1, '1/2'], f=fn(vector(2), lambda u: u[0]))"
)


def require_complete(example: Mapping[str, Any], symbols: Sequence[Variable]) -> None:
    """Every symbol has a value of its sort; raises WitnessError."""
    for symbol in symbols:
        if symbol.name not in example:
            raise WitnessError(f"there is no value for {symbol.name}", why="a model has all symbols", cure=CURE)
    numeric = [symbol for symbol in symbols if not isinstance(symbol.sort, FunctionSort)]
    try:
        evaluator = Evaluator(Rationals(), from_witness(numeric, dict(example), Rationals()))
    except WitnessError as error:
        error.cure = error.cure or CURE
        raise
    for symbol in symbols:
        if isinstance(symbol.sort, FunctionSort):
            _require_map(symbol, example[symbol.name], evaluator)


def _require_map(symbol: Variable, value: Any, evaluator: Evaluator) -> None:
    """A closed map between the shapes that the symbol has at these sizes."""
    if not isinstance(value, Lambda):
        raise WitnessError(f"{symbol.name} has the value {value!r:.40}", why="it is a function", cure=CURE)
    if free := symbols_of(value):
        names = ", ".join(other.name for other in free)
        raise WitnessError(f"the map for {symbol.name} speaks of {names}", why="maps stand for themselves", cure=CURE)
    wanted, found = _shapes(symbol.sort, evaluator), _shapes(value.sort, evaluator)
    if wanted != found:
        raise WitnessError(
            f"{symbol.name} has a map from {found}", why=f"at these sizes it is a function from {wanted}", cure=CURE
        )


def _shapes(sort: FunctionSort, evaluator: Evaluator) -> str:
    """What goes in and what comes out; a real may well be written as a natural: x ↦ 0."""
    *arguments, result = sort.args
    while isinstance(result, FunctionSort):  # several arguments one after another
        arguments, result = [*arguments, *result.arguments], result.result
    return f"{', '.join(_shape(one, evaluator) for one in arguments)} to {_shape(result, evaluator)}"


def _shape(sort: Any, evaluator: Evaluator) -> str:
    if isinstance(sort, FunctionSort):
        return f"({_shapes(sort, evaluator)})"
    if isinstance(sort, ArraySort):
        return f"arrays of shape {'×'.join(map(str, evaluator.shape(sort, evaluator.root)))}"
    return "numbers" if isinstance(sort, Real) or sort is NATURAL else str(sort)
