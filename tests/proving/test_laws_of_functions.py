"""What a law of an unknown function says of its slopes, and what it does not say."""

from __future__ import annotations

from theorycheck import (
    dims,
    eq,
    fold,
    forall,
    function,
    hadamard,
    has_gradient,
    inner,
    lt,
    real,
    summation,
    tabulate,
    vector,
)
from theorycheck.kernel.reach import reach
from theorycheck.kernel.replay import replay
from theorycheck.proving.prove import Gap, Proof, prove
from theorycheck.statement.statements import Statement

n = dims("n")
c = real("c")
s, w, v = vector("s w v", n)
F, G = function("F", vector(n), real()), function("G", vector(n), vector(n))


def proved(given: list, conclusion: object, script: str) -> bool:
    """Proved for all values, by the kernel's own replay of the certificate."""
    statement = Statement(given, conclusion)
    found = prove(statement, script)
    if isinstance(found, Gap):
        return False
    assert isinstance(found, Proof) and not found.theorem.trust
    replayed = replay(found.certificate)
    assert replayed.statement is statement.formula() and reach(replayed) == ()
    return True


def test_chain_rule__slopes_on_lines_where_the_values_agree() -> None:
    """⟨G(s∘w), s∘v⟩ = ⟨G(w), v⟩ from F(s∘x) = F(x); not without the law or the gradient, nor another multiple."""
    law, smooth = forall(vector(n), lambda x: eq(F(hadamard(s, x)), F(x))), has_gradient(F, G)
    moved = inner(G(hadamard(s, w)), hadamard(s, v))
    assert proved([law, smooth], eq(moved, inner(G(w), v)), "chain_rule(w, v)")
    assert not proved([law, smooth], eq(2 * moved, inner(G(w), v)), "chain_rule(w, v)")
    assert not proved([law, smooth], eq(inner(G(hadamard(s, w)), v), inner(G(w), v)), "chain_rule(w, v)")
    assert not proved([law], eq(moved, inner(G(w), v)), "chain_rule(w, v)")
    assert not proved([smooth], eq(moved, inner(G(w), v)), "chain_rule(w, v)")


def test_chain_rule__a_multiple_carries_over() -> None:
    """c F(-x) = F(x) gives -c ⟨G(-w), v⟩ = ⟨G(w), v⟩."""
    law = forall(vector(n), lambda x: eq(c * F(-x), F(x)))
    assert proved([law, has_gradient(F, G)], eq(c * inner(G(-w), -v), inner(G(w), v)), "chain_rule(w, v)")
    assert not proved([law, has_gradient(F, G)], eq(c * inner(G(-w), v), inner(G(w), v)), "chain_rule(w, v)")


def test_chain_rule__a_law_of_squares_is_no_line() -> None:
    """F(x∘x) = F(x) says nothing on lines: x∘x does not move along one."""
    law = forall(vector(n), lambda x: eq(F(hadamard(x, x)), F(x)))
    goal = eq(inner(G(hadamard(w, w)), hadamard(v, v)), inner(G(w), v))
    assert not proved([law, has_gradient(F, G)], goal, "chain_rule(w, v)")


def test_induct__for_every_index_of_a_layer() -> None:
    """A state that is doubled at each layer, the layers being of any widths: 2^K; not 3^K."""
    K, j = dims("K j")
    d = dims("d", upto=K)

    def state(factor):  # type: ignore[no-untyped-def]
        def step(layer, p):  # type: ignore[no-untyped-def]
            return tabulate(d[layer + 1], lambda m: factor * summation(d[layer], lambda i: p[i]))

        return fold(K, tabulate(d[0], lambda i: 1), step, lambda layer: d[layer])[j]

    assert proved([lt(j, d[K])], eq(state(2), 2**K * state(1)), "induct(K, j), matrix")
    assert not proved([lt(j, d[K])], eq(state(2), 3**K * state(1)), "induct(K, j), matrix")
    assert not proved([], eq(state(2), 2**K * state(1)), "induct(K, j), matrix")
