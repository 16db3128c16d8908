"""Lanes: tests marked slow, rocq, browser or gpu run only when asked for, and say so when they do not."""

from __future__ import annotations

import pytest

from theorycheck.workers import collect_garbage_rarely

pytest_plugins = ["pytester"]
LANES = ("slow", "rocq", "browser", "gpu")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--lane", action="append", choices=LANES, default=[], help="also run the tests of this lane")


def pytest_configure() -> None:
    collect_garbage_rarely()  # most of this suite's time goes into checking claims


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        for lane in LANES:
            if item.get_closest_marker(lane) and lane not in config.getoption("--lane"):
                item.add_marker(pytest.mark.skip(reason=f"lane {lane} not asked for (pytest --lane {lane})"))
