"""Found by Hypothesis through its entry point when Hypothesis is imported: `st.from_type` then knows our types.

Loads no mathematics. `theorycheck.strategies` registers what needs mathematics to be named: claims and statements.
"""

from __future__ import annotations

from typing import Any

from theorycheck.drawn import DrawnArray, DrawnNetwork


def register() -> None:
    """Registers the strategies of light types; the strategies themselves are loaded when one is resolved."""
    from hypothesis import strategies as st

    st.register_type_strategy(DrawnArray, lambda _: _page().drawn_arrays())
    st.register_type_strategy(DrawnNetwork, lambda _: _page().networks())


def _page() -> Any:
    from theorycheck import strategies

    return strategies
