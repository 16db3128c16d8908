"""Witnesses as environments: exact numbers by symbol name, given to any algebra that computes with numbers.

A witness maps names to values: an int for a natural, a list of ints for a family of naturals, an exact number for a
real, nested lists for an array, and a list over k for a family.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from theorycheck.algebra.base import Array, Family, Value
from theorycheck.algebra.error_bounds import RunningError
from theorycheck.algebra.floats import Floats
from theorycheck.algebra.looped import LoopedAlgebra, exact_number
from theorycheck.errors import WitnessError

from .evaluation import Environment, Evaluator, Sizes
from .nodes import Variable
from .sorts import NATURAL, ArraySort, FamilySort, FunctionSort

Witness = dict[str, Any]


def from_witness(symbols: Sequence[Variable], witness: Witness, algebra: Any) -> Environment:
    """The environment of one witness.  Raises WitnessError for a missing symbol or a shape that does not fit."""
    return from_witnesses(symbols, [witness], algebra)


def from_witnesses(symbols: Sequence[Variable], witnesses: Sequence[Witness], algebra: Any) -> Environment:
    """The environment of a batch of witnesses of the same sizes; algebras that are not batched take just one."""
    environment: Environment = {}
    evaluator = Evaluator(algebra, environment)
    for symbol in symbols:
        values = [_of(witness, symbol) for witness in witnesses]
        environment[symbol] = _value(evaluator, symbol.sort, values, symbol.name)
    return environment


def _of(witness: Witness, symbol: Variable) -> Any:
    if symbol.name not in witness:
        raise WitnessError(f"the witness gives no value for {symbol.name}", cure="give every symbol of the statement")
    return witness[symbol.name]


def _value(e: Evaluator, sort: Any, values: list[Any], name: str) -> Value:
    if sort is NATURAL:
        return _natural(values[0], name)
    if isinstance(sort, FamilySort):
        return _family(e, sort, values, name)
    if isinstance(sort, FunctionSort):
        raise WitnessError(f"{name} is an unknown function, and witnesses hold numbers only")
    return wrap(e.algebra, values, e.shape(sort, e.root) if isinstance(sort, ArraySort) else ())


def _natural(value: Any, name: str) -> int:
    if type(value) is not int or value < 0:
        raise WitnessError(f"{name} = {value!r:.40} is no natural number")
    return value


def _family(e: Evaluator, sort: FamilySort, values: list[Any], name: str) -> Value:
    length = e.value(sort.upto)
    if any(not isinstance(value, (list, tuple)) or len(value) != length for value in values):
        raise WitnessError(f"{name} needs a list of {length} members")
    binder = sort.args[1]
    if binder.body is NATURAL:
        widths = [_natural(value, name) for value in values[0]]
        return widths.__getitem__
    members = []
    for k in range(length):
        shape = e.shape_at(binder, k, e.root)
        members.append(wrap(e.algebra, [value[k] for value in values], shape))
    return Family(members.__getitem__, length, lambda k: Sizes(e, binder, k, e.root))  # type: ignore[arg-type, return-value]


def wrap(algebra: Any, values: Sequence[Any], shape: tuple[int, ...]) -> Value:
    """A scalar or array of an algebra from exact numbers, one nested list for each network of the batch."""
    if isinstance(algebra, LoopedAlgebra):
        (value,) = values
        return algebra.array(value, shape) if shape else algebra.literal(exact_number(value))
    if not isinstance(algebra, Floats):
        raise WitnessError(f"a witness has no values in {type(algebra).__name__}")
    flat = [float(exact_number(entry)) for value in values for entry in _entries(value, shape)]
    backend = algebra.backend
    carrier = backend.reshape(backend.asarray(flat, dtype=backend.dtype(algebra.dtype)), (len(values), *shape))
    if isinstance(algebra, RunningError):
        return algebra.exact(carrier, shape)
    return Array(carrier, shape) if shape else carrier


def _entries(value: Any, shape: tuple[int, ...]) -> list[Any]:
    if not shape:
        return [value]
    if not isinstance(value, (list, tuple)) or len(value) != shape[0]:
        raise WitnessError(f"nested lists of shape {shape} were expected", why=f"here stands {value!r:.60}")
    return [entry for part in value for entry in _entries(part, shape[1:])]
