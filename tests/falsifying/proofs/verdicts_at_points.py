"""What the kernel says of a relation at an exact point; each answer replayed."""
from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from theorycheck import lt
from theorycheck.falsifying.certify import Certificate, certify
from theorycheck.kernel import terms
from theorycheck.kernel.replay import parse, replay
from theorycheck.statement.hints import Hints
from theorycheck.statement.statements import Statement
from theorycheck.statement.symmetry import Symmetry


def proved(node: Any, symmetry: Sequence[Symmetry] = (), **witness: Any) -> bool:
    """Whether the relation has a value and holds there: it implies nothing false."""
    return refuted(Statement([node], lt(0, 0), Hints(symmetry)), witness) is not None


def disproved(node: Any, symmetry: Sequence[Symmetry] = (), **witness: Any) -> bool:
    """Whether the relation fails there."""
    return refuted(Statement([], node, Hints(symmetry)), witness) is not None


def refuted(statement: Statement, witness: dict[str, Any]) -> Certificate | None:
    """The certificate of ¬S, which replays to it; None where S is not refuted."""
    certificate = certify(statement, witness)
    if certificate is not None:
        again = replay(parse(json.dumps(certificate.document())))
        assert again.theorem.conclusion is terms.negate(statement.formula())
        assert not again.theorem.hypotheses and not again.theorem.trust
    return certificate
