"""Where the search draws from: laws, ranges, scales and corner classes; never values of a known witness."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from theorycheck.errors import EmptyDomain, OptionError

DTYPES = ("float32", "float64")


@dataclass(frozen=True)
class Domain:
    """What a claim says of the search.

    scales:  factors of the normal law
    sizes:   for a natural symbol, the least and the greatest value that is drawn: {"K": (0, 4)}
    dtype:   the number format of the batches
    laws:    for a symbol, the name of its law
    corners: the corner classes that are drawn besides (tied, zero, sign-flipped entries)
    instances: for a claim about a probability, the exact values of all other symbols at which it is tested, in witness
             form: [{"m": 20, "x": [1, "1/2"]}]
    """

    scales: tuple[float, ...] | None = None
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    dtype: str = "float64"
    laws: Mapping[str, str] = field(default_factory=dict)
    corners: tuple[str, ...] = ()
    instances: Sequence[Mapping[str, Any]] = ()

    def __post_init__(self) -> None:
        if self.scales is not None and not (self.scales and all(math.isfinite(s) and s > 0 for s in self.scales)):
            raise EmptyDomain(
                f"the scales {self.scales} leave nothing to draw",
                why="each is the width of a law to draw from",
                cure="give positive finite numbers, or leave scales out",
            )
        for name, (least, greatest) in self.sizes.items():
            if not 0 <= least <= greatest:
                raise EmptyDomain(
                    f"{name} is to lie between {least} and {greatest}",
                    why="no natural number does",
                    cure=f'write sizes={{"{name}": (0, 4)}}',
                )
        if self.dtype not in DTYPES:
            raise OptionError(f"the number format {self.dtype!r} is unknown", cure=f"choose {' or '.join(DTYPES)}")
