"""Sizes: corners come first, everything small is reached, large values too, and number n is a function of the seed."""
from __future__ import annotations

from theorycheck.falsifying.sample.sizes import Natural, SizeSpace


def network(seed: int = 0) -> SizeSpace:
    family = Natural("d", length=lambda sizes: sizes["K"] + 1)
    return SizeSpace((Natural("K", greatest=6), Natural("N", greatest=32), family), seed, sweep=False)


def test_corners_come_first() -> None:
    space = network()
    first = [space.assignment(number) for number in range(7)]
    assert first[0] == {"K": 2, "N": 2, "d": [2, 2, 2]}
    assert first[1] == {"K": 1, "N": 1, "d": [1, 1]}
    assert first[2] == {"K": 0, "N": 0, "d": [0]}
    assert {"K": 0, "N": 2, "d": [2]} in first and {"K": 2, "N": 0, "d": [2, 2, 2]} in first


def test_assignments_are_a_function_of_seed_and_number() -> None:
    forwards = [network(5).assignment(number) for number in range(60)]
    space = network(5)
    assert [space.assignment(number) for number in reversed(range(60))][::-1] == forwards
    assert [network(6).assignment(number) for number in range(60)] != forwards


def test_small_and_large_sizes_are_reached() -> None:
    drawn = [network().assignment(number) for number in range(400)]
    assert {sizes["K"] for sizes in drawn} == set(range(7))
    assert {0, 1, 2, 3, 4, 8, 16, 32} <= {sizes["N"] for sizes in drawn}
    assert all(len(sizes["d"]) == sizes["K"] + 1 for sizes in drawn)


def test_pure_naturals_are_swept_exhaustively_and_far() -> None:
    space = SizeSpace((Natural("L", least=1, greatest=256), Natural("q", greatest=256)), 0, sweep=True)
    even = [tuple(space.assignment(2 * place).values()) for place in range(49)]
    assert set(even) == {(1 + a, b) for a in range(7) for b in range(7)}
    odd = [space.assignment(2 * place + 1)["L"] for place in range(200)]
    assert min(odd) >= 1 and max(odd) > 100


def test_ranges_of_the_domain_are_kept() -> None:
    space = SizeSpace((Natural("K", 2, 3),), 0, sweep=False)
    assert {space.assignment(number)["K"] for number in range(50)} == {2, 3}
    assert SizeSpace((), 0, sweep=False).assignment(3) == {}
