"""theorycheck gives a claim of deep-learning theory a verdict that can be trusted.

    a claim file            ->  Claim            theorycheck.statement      what is claimed
    Claim                   ->  a derivation     theorycheck.proving        try to prove (untrusted)
    Claim                   ->  a witness        theorycheck.falsifying     try to break (untrusted)
    derivation, witness     ->  a theorem        theorycheck.kernel         the judge
    theorem                 ->  a certificate    theorycheck.certificates   replayed in a fresh process
    all of it               ->  a verdict        theorycheck.pipeline       `check`
    verdicts                ->  a report         theorycheck.reporting

A claim file imports from here:

    from theorycheck import Claim, eq, own, real, relu
    x = real("x")
    claim = Claim(title="relu keeps relu", source=own("an example"), conclude=eq(relu(relu(x)), relu(x)))

Names are loaded when they are first used: importing this page loads no SymPy, NumPy or CuPy.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from theorycheck.constructions.descent_paths import descent_path as descent_path
    from theorycheck.constructions.homogeneity import homogeneity_degree as homogeneity_degree
    from theorycheck.constructions.interpolation import interpolating_network as interpolating_network
    from theorycheck.constructions.linear_networks import critical_points as critical_points
    from theorycheck.constructions.parallel_networks import ParallelNetwork as ParallelNetwork
    from theorycheck.constructions.parameters import parameter_count as parameter_count
    from theorycheck.constructions.sawtooth import sawtooth_network as sawtooth_network
    from theorycheck.pipeline import check as check
    from theorycheck.statement.arithmetic import rational as rational
    from theorycheck.statement.binders import exists as exists
    from theorycheck.statement.binders import family_of as family_of
    from theorycheck.statement.binders import fn as fn
    from theorycheck.statement.binders import fold as fold
    from theorycheck.statement.binders import forall as forall
    from theorycheck.statement.binders import iterate as iterate
    from theorycheck.statement.binders import largest as largest
    from theorycheck.statement.binders import product as product
    from theorycheck.statement.binders import substitute as substitute
    from theorycheck.statement.binders import summation as summation
    from theorycheck.statement.binders import tabulate as tabulate
    from theorycheck.statement.claim import Claim as Claim
    from theorycheck.statement.claim import Neighbour as Neighbour
    from theorycheck.statement.claim import have as have
    from theorycheck.statement.domain import Domain as Domain
    from theorycheck.statement.function_properties import convex as convex
    from theorycheck.statement.function_properties import has_gradient as has_gradient
    from theorycheck.statement.function_properties import has_slope as has_slope
    from theorycheck.statement.function_properties import homogeneous as homogeneous
    from theorycheck.statement.integrals import integral as integral
    from theorycheck.statement.landscape import critical as critical
    from theorycheck.statement.landscape import curvature as curvature
    from theorycheck.statement.landscape import global_minimum as global_minimum
    from theorycheck.statement.landscape import gradient as gradient
    from theorycheck.statement.landscape import local_minimum as local_minimum
    from theorycheck.statement.landscape import strict_saddle as strict_saddle
    from theorycheck.statement.laws import bernoulli as bernoulli
    from theorycheck.statement.laws import gaussian as gaussian
    from theorycheck.statement.laws import signs as signs
    from theorycheck.statement.laws import uniform as uniform
    from theorycheck.statement.laws import uniform_index as uniform_index
    from theorycheck.statement.probability import probability as probability
    from theorycheck.statement.relations import and_ as and_
    from theorycheck.statement.relations import eq as eq
    from theorycheck.statement.relations import ge as ge
    from theorycheck.statement.relations import gt as gt
    from theorycheck.statement.relations import implies as implies
    from theorycheck.statement.relations import le as le
    from theorycheck.statement.relations import lt as lt
    from theorycheck.statement.relations import ne as ne
    from theorycheck.statement.relations import not_ as not_
    from theorycheck.statement.relations import or_ as or_
    from theorycheck.statement.source import own as own
    from theorycheck.statement.source import paper as paper
    from theorycheck.statement.source import survey as survey
    from theorycheck.statement.symbols import array as array
    from theorycheck.statement.symbols import dims as dims
    from theorycheck.statement.symbols import family as family
    from theorycheck.statement.symbols import function as function
    from theorycheck.statement.symbols import interval as interval
    from theorycheck.statement.symbols import matrix as matrix
    from theorycheck.statement.symbols import natural as natural
    from theorycheck.statement.symbols import nonnegative as nonnegative
    from theorycheck.statement.symbols import pi as pi
    from theorycheck.statement.symbols import positive as positive
    from theorycheck.statement.symbols import real as real
    from theorycheck.statement.symbols import symbol as symbol
    from theorycheck.statement.symbols import vector as vector
    from theorycheck.statement.symmetry import change_of_basis as change_of_basis
    from theorycheck.statement.symmetry import one_parameter as one_parameter
    from theorycheck.statement.symmetry import rescaling as rescaling
    from theorycheck.statement.vocabulary.elementwise import absolute as absolute
    from theorycheck.statement.vocabulary.elementwise import arctan as arctan
    from theorycheck.statement.vocabulary.elementwise import cos as cos
    from theorycheck.statement.vocabulary.elementwise import exp as exp
    from theorycheck.statement.vocabulary.elementwise import identity as identity
    from theorycheck.statement.vocabulary.elementwise import leaky_relu as leaky_relu
    from theorycheck.statement.vocabulary.elementwise import log as log
    from theorycheck.statement.vocabulary.elementwise import maximum as maximum
    from theorycheck.statement.vocabulary.elementwise import minimum as minimum
    from theorycheck.statement.vocabulary.elementwise import relu as relu
    from theorycheck.statement.vocabulary.elementwise import root as root
    from theorycheck.statement.vocabulary.elementwise import sigmoid as sigmoid
    from theorycheck.statement.vocabulary.elementwise import sin as sin
    from theorycheck.statement.vocabulary.elementwise import softplus as softplus
    from theorycheck.statement.vocabulary.elementwise import sqrt as sqrt
    from theorycheck.statement.vocabulary.elementwise import step as step
    from theorycheck.statement.vocabulary.elementwise import tanh as tanh
    from theorycheck.statement.vocabulary.kernels import arccos_gram as arccos_gram
    from theorycheck.statement.vocabulary.kernels import arccos_kernel as arccos_kernel
    from theorycheck.statement.vocabulary.limits import has_integral as has_integral
    from theorycheck.statement.vocabulary.limits import riemann_sum as riemann_sum
    from theorycheck.statement.vocabulary.limits import tends_to as tends_to
    from theorycheck.statement.vocabulary.linear_algebra import add_to_rows as add_to_rows
    from theorycheck.statement.vocabulary.linear_algebra import diagonal as diagonal
    from theorycheck.statement.vocabulary.linear_algebra import entry_sum as entry_sum
    from theorycheck.statement.vocabulary.linear_algebra import hadamard as hadamard
    from theorycheck.statement.vocabulary.linear_algebra import identity_matrix as identity_matrix
    from theorycheck.statement.vocabulary.linear_algebra import inner as inner
    from theorycheck.statement.vocabulary.linear_algebra import inverses as inverses
    from theorycheck.statement.vocabulary.linear_algebra import norm as norm
    from theorycheck.statement.vocabulary.linear_algebra import outer as outer
    from theorycheck.statement.vocabulary.linear_algebra import squared_norm as squared_norm
    from theorycheck.statement.vocabulary.linear_algebra import trace as trace
    from theorycheck.statement.vocabulary.linear_algebra import transpose as transpose
    from theorycheck.statement.vocabulary.linear_algebra import unit_vector as unit_vector
    from theorycheck.statement.vocabulary.losses import squared_loss as squared_loss
    from theorycheck.statement.vocabulary.networks import network as network
    from theorycheck.statement.vocabulary.normalization import batch_norm as batch_norm
    from theorycheck.statement.vocabulary.normalization import batch_variance as batch_variance
    from theorycheck.statement.vocabulary.pooling import average_pool as average_pool
    from theorycheck.statement.vocabulary.pooling import energy_pool as energy_pool
    from theorycheck.statement.vocabulary.pooling import max_pool as max_pool

# Where each name lives.  A test holds this table and the imports above together.
_PAGES = {
    "statement.claim": "Claim Neighbour have",
    "statement.domain": "Domain",
    "statement.source": "own paper survey",
    "statement.symbols": "array dims family function interval matrix natural nonnegative pi positive real symbol "
    "vector",
    "statement.symmetry": "change_of_basis one_parameter rescaling",
    "statement.arithmetic": "rational",
    "statement.function_properties": "convex has_gradient has_slope homogeneous",
    "statement.integrals": "integral",
    "statement.landscape": "critical curvature global_minimum gradient local_minimum strict_saddle",
    "statement.laws": "bernoulli gaussian signs uniform uniform_index",
    "statement.probability": "probability",
    "statement.relations": "and_ eq ge gt implies le lt ne not_ or_",
    "statement.binders": "exists family_of fn fold forall iterate largest product substitute summation tabulate",
    "statement.vocabulary.elementwise": "absolute arctan cos exp identity leaky_relu log maximum minimum relu root "
    "sigmoid sin softplus sqrt step tanh",
    "statement.vocabulary.kernels": "arccos_gram arccos_kernel",
    "statement.vocabulary.limits": "has_integral riemann_sum tends_to",
    "statement.vocabulary.linear_algebra": "add_to_rows diagonal entry_sum hadamard identity_matrix inner inverses "
    "norm outer squared_norm trace transpose unit_vector",
    "statement.vocabulary.losses": "squared_loss",
    "statement.vocabulary.networks": "network",
    "statement.vocabulary.normalization": "batch_norm batch_variance",
    "statement.vocabulary.pooling": "average_pool energy_pool max_pool",
    "constructions.descent_paths": "descent_path",
    "constructions.homogeneity": "homogeneity_degree",
    "constructions.interpolation": "interpolating_network",
    "constructions.linear_networks": "critical_points",
    "constructions.parallel_networks": "ParallelNetwork",
    "constructions.parameters": "parameter_count",
    "constructions.sawtooth": "sawtooth_network",
    "pipeline": "check",
}

_HOME = {name: f"{__name__}.{page}" for page, names in _PAGES.items() for name in names.split()}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
