"""One small report, written by hand: every kind of field is in it."""

from __future__ import annotations

from typing import Any

import pytest

from theorycheck.dependencies.graph import claim_graph
from theorycheck.dependencies.node import Node
from theorycheck.reporting import build_document, graph_document
from theorycheck.verdicts import Verdict

HASH = "3f" * 32


def _claim(identity: str, verdict: str, reason: str, **fields: Any) -> dict[str, Any]:
    claim = {
        "id": identity,
        "covers": {"pre.homogeneity.relu-mlp-degree": "whole"},
        "title": "ReLU networks are positively homogeneous in each layer",
        "verdict": verdict,
        "standing": verdict,
        "reason": reason,
        "reach": [],
        "trust": ["kernel", "definitions"],
        "fidelity": "exact",
        "expect": verdict,
        "statement_hash": HASH,
        "uses": [],
        "used": [],
        "seeds": [20171212],
        "backend": "numpy",
        "undecided": 0,
        "seconds": 0.42,
        "witness": None,
        "worst": None,
        "certificate": {"path": f".theorycheck/certificates/{identity}-proof-3f3f3f3f3f3f.json", "sha256": HASH},
        "neighbours": [],
    }
    return claim | fields


def _neighbour(identity: str, verdict: str, reason: str, witness: dict[str, Any] | None) -> dict[str, Any]:
    common = {"covers": {"mut.pre.homogeneity.tanh": "whole"}, "seconds": 0.03}
    return {"id": identity, "verdict": verdict, "reason": reason, "witness": witness, "worst": None, **common}


WITNESS = {"K": 1, "N": 1, "d": [1, 1], "W": [[["1/2", "-3"]]], "a": ["2"], "X": [["12345678901234567890123457/2", 1]]}
HOMOGENEITY = (
    r"\forall K, N \in \mathbb{N}.\ \Bigl(\bigwedge_{k<K} 0 \le a_k\Bigr) \Rightarrow "
    r"\Phi(X; a_0 W_0, \ldots, a_{K-1} W_{K-1}) = \Bigl(\prod_{k<K} a_k\Bigr)\, \Phi(X; W_0, \ldots, W_{K-1})"
)


@pytest.fixture
def document() -> dict[str, Any]:
    proved = _claim(
        "optimality.homogeneity",
        "PROVED",
        "For every depth, every width and every real input: 123 steps, replayed in a fresh process.",
        neighbours=[
            _neighbour("optimality.homogeneity/tanh", "REFUTED", "Certified at an exact point.", WITNESS),
            _neighbour("optimality.homogeneity/<b>degree", "SURVIVED", "0 of 2000 draws violate it.", None),
        ],
    )
    survived = _claim(
        "properties.contraction",
        "SURVIVED",
        "0 violations in 150000 independent draws: probability below 2.0e-05 (95 %). This is not a proof.",
        title="A map that <script>alert(1)</script> seems & contracts",
        certificate=None,
        trust=[],
        uses=["optimality.homogeneity", "elsewhere.lemma"],
        fidelity="hypotheses added",
        undecided=3,
    )
    refuted = _claim(
        "conjecture_convex",
        "REFUTED",
        "A counterexample was certified exactly; no tolerance is involved.",
        title="The loss of a two-layer linear network is convex",
        witness={"u": "1", "v": "-1/2"},
        worst={"relative_violation": "7/9", "witness": {"u": "8", "v": "-8"}},
        covers={},
    )
    certified = _claim(
        "geometry.shrinkage", "CERTIFIED", "Proved on the box.", reach=["1/100 <= t", "t <= pi"], expect="OPEN"
    )
    open_claim = _claim("structure.conv", "OPEN", "Not run.", statement_hash="", seeds=[], certificate=None, trust=[])
    details = {
        "optimality.homogeneity": {
            "source": "Vidal et al. 2017, III-D, eq. (1)",
            "about": "Scaling layer k by a_k >= 0 scales the network by the product of the a_k.",
            "latex": HOMOGENEITY,
            "kernel": "forall K N : nat. (forall k < K. 0 <= a(k)) ==> net(a * W) = prod(a) * net(W)",
            "search": {"networks": 20000, "independent_draws": 15000, "closest_approach": "0"},
            "counterexample": [],
            "neighbours": {
                "optimality.homogeneity/tanh": {
                    "latex": HOMOGENEITY,
                    "near": True,
                    "counterexample": [r"K = 1", r"W = \begin{bmatrix} \tfrac{1}{2} & -3 \end{bmatrix}"],
                }
            },
            "reproduce": "theorycheck check optimality.homogeneity --seed 20171212",
        },
        "conjecture_convex": {
            "source": "the user's own",
            "latex": r"\forall u, v \in \mathbb{R}.\ L(\tfrac{u+v}{2}) \le \tfrac{1}{2}\bigl(L(u) + L(v)\bigr)",
            "kernel": "forall u v : real. L((u + v)/2) <= (L(u) + L(v))/2",
            "counterexample": ["u = 1", r"v = -\tfrac{1}{2}"],
            "worst": {"by": "by 0.778 of 1", "equations": ["u = 8", "v = -8"]},
            "neighbours": {},
            "reproduce": "theorycheck falsify conjecture_convex.py --seed 20171212",
        },
    }
    run = {
        "command": "theorycheck report",
        "at": "2026-11-22T03:00:00+00:00",
        "seconds": 64.0,
        "profile": "quick",
        "seed": 20171212,
        "backend": {"asked": "auto", "used": "numpy", "reason": "no CUDA device"},
        "notes": ["GPU parity: not checked (no CUDA device)"],
    }
    claims = [proved, certified, survived, open_claim, refuted]
    return build_document(run, claims, details, graph_document(_graph(claims)))


def _graph(claims: list[dict[str, Any]]) -> Any:
    return claim_graph(
        Node(c["id"], c["title"], Verdict(c["verdict"]), tuple(c["uses"]), tuple(c["used"]), tuple(c["trust"]))
        for c in claims
    )
