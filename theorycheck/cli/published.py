"""A published report: is each of its verdicts carried by certificates that the kernel accepts?

Nothing in a report is believed. It names the certificates of each claim and false neighbour (`certificates`); what
these amount to is read off the kernel's answers, and a verdict that says more is refused. The model of the hypotheses
of a claim that this library does not know cannot be held against them: the row says so.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from theorycheck.certificates import Replay
from theorycheck.cli.registered import Register, Registered
from theorycheck.decision import BASE_TRUST, STATISTICAL
from theorycheck.dependencies.standing import weakened
from theorycheck.kernel.replay import MAX_BYTES
from theorycheck.roles import ROLES
from theorycheck.verdicts import Verdict

SCHEMA, FOLDER = "theorycheck/report-1", "certificates"
DERIVED = ("PROVED", "CERTIFIED", "CONDITIONAL", "CITED")
CARRIED = (*DERIVED, "VACUOUS", "REFUTED", "CONFLICT")  # the others claim nothing


def read(path: Path) -> dict[str, Any] | None:
    """The report in that file; None for any other file."""
    try:
        with path.open(encoding="utf-8") as stream:
            document = json.loads(stream.read(MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    return document if isinstance(document, dict) and document.get("schema") == SCHEMA else None


def evidence(report: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """By id of a claim or neighbour: the hash of its statement and the files by role."""
    return dict(report.get("certificates") or {})


def rows(
    report: Mapping[str, Any], accepted: Mapping[tuple[str, str], Replay], register: Register
) -> Iterable[dict[str, Any]]:
    """One row for each verdict; `accepted` holds what the kernel accepts, by claim and role."""
    drawn = {node["id"]: node for node in (report.get("graph") or {}).get("nodes", ())}
    standings = {name: node["standing"] for name, node in drawn.items()}
    standings |= {claim["id"]: claim["standing"] for claim in report["claims"]}
    for claim in report["claims"]:
        known, found = register.find(claim["id"]), _of(claim, accepted)
        why = _of_claim(claim, report, found, known) or _standing(claim, standings, drawn.get(claim["id"]))
        yield _row(claim, why, known)
        for neighbour in claim["neighbours"]:
            known, stated = register.find(neighbour["id"]), evidence(report).get(neighbour["id"])
            yield _row(neighbour, _fault(neighbour, stated, _of(neighbour, accepted), known), known)


def _of(told: Mapping[str, Any], accepted: Mapping[tuple[str, str], Replay]) -> dict[str, Replay]:
    return {role: answer for (name, role), answer in accepted.items() if name == told["id"]}


def _row(told: Mapping[str, Any], why: str, known: Registered | None) -> dict[str, Any]:
    error = f"the report says {told['verdict']} of {told['id']}, but {why}" if why else ""
    unheld = known is None and told["verdict"] in DERIVED
    note = "not a claim of this library: its model is not held against its hypotheses" if unheld else ""
    said = {"claim": told["id"], "verdict": told["verdict"], "carried": told["verdict"] in CARRIED}
    return said | {"ok": not why, "error": error, "note": note}


def _of_claim(
    claim: Mapping[str, Any], report: Mapping[str, Any], found: Mapping[str, Replay], known: Registered | None
) -> str:
    stated = evidence(report).get(claim["id"])
    if why := _fault(claim, stated, found, known):
        return why
    if stated is not None and stated["statement_hash"] != claim["statement_hash"]:
        return "it names two statement hashes"
    role = ROLES.get(Verdict(claim["verdict"]), "proof")
    named = (stated or {"files": {}})["files"].get(role)
    if claim["verdict"] in CARRIED and claim["certificate"] != named:
        return f"the certificate it names is not its {role}"
    if claim["verdict"] in CARRIED:
        why = _limits(claim, found, known)
    return why or _shown(claim, report, known)


def _fault(
    told: Mapping[str, Any], stated: Mapping[str, Any] | None, found: Mapping[str, Replay], known: Registered | None
) -> str:
    """Why the accepted certificates do not carry the verdict; empty where they do."""
    if stated is not None and known is not None and known.statement.digest != stated["statement_hash"]:
        return "the claim states something else today"
    proof, refutation, vacuous = (found.get(role) for role in ("proof", "refutation", "vacuous"))
    verdict = told["verdict"]
    if (refutation or "worst" in found) and verdict not in ("REFUTED", "CONFLICT"):
        return "a refutation of its statement replays"
    if verdict in ("REFUTED", "CONFLICT") and not refutation and not _by_draws(told):
        return "no refutation of its statement replays"
    if verdict == "VACUOUS" and (not vacuous or vacuous.reach):
        return "no proof replays that its hypotheses contradict each other"
    if verdict in (*DERIVED, "CONFLICT") and not proof:
        return "no proof of its statement replays"
    return _derived(verdict, proof, found) if proof and verdict in DERIVED else ""


def _by_draws(told: Mapping[str, Any]) -> bool:
    """Whether it is draws that a proof is in conflict with: no certificate shows them."""
    trust = told.get("trust") or ("",)
    return told["verdict"] == "CONFLICT" and str(trust[-1]).startswith(STATISTICAL)


def _derived(verdict: str, proof: Replay, found: Mapping[str, Replay]) -> str:
    """What a proof that is accepted does not give."""
    if verdict in ("CONDITIONAL", "CITED") and not proof.trust:
        return "its proof rests on nothing unproved"
    if verdict not in ("CONDITIONAL", "CITED") and proof.trust:
        return f"its proof rests on {', '.join(proof.trust)}"
    if verdict == "PROVED" and proof.reach:
        return f"its proof holds only where {' and '.join(proof.reach)}"
    if verdict == "CERTIFIED" and not proof.reach:
        return "its proof has no reach"
    if verdict != "CITED" and ("inside" if proof.reach else "model") not in found:
        within = " within the reach of its proof" if proof.reach else ""
        return f"no model of its hypotheses{within} replays"
    return ""


def _limits(claim: Mapping[str, Any], found: Mapping[str, Replay], known: Registered | None) -> str:
    """Are trust and reach those of the certificates?"""
    resting = [ROLES.get(Verdict(claim["verdict"]), "proof")]
    resting += ["refutation"] if claim["verdict"] == "CONFLICT" and not _by_draws(claim) else []
    labels = sorted({label for role in resting for label in found[role].trust})
    labels += [claim["trust"][-1]] if _by_draws(claim) else []
    if list(claim["trust"]) != [*BASE_TRUST, *labels]:
        return f"its certificates rest on {', '.join((*BASE_TRUST, *labels))}, not on {', '.join(claim['trust'])}"
    reach = found["proof"].reach if claim["verdict"] in DERIVED else ()
    names = known.named(reach) if known else reach
    if len(claim["reach"]) != len(names) or (known and tuple(claim["reach"]) != names):
        told, is_ = ("; ".join(reach) or "everything" for reach in (claim["reach"], names))
        return f"the reach of its proof is {is_}, not {told}"
    return ""


def _shown(claim: Mapping[str, Any], report: Mapping[str, Any], known: Registered | None) -> str:
    """Does a reader see the formula that is registered?"""
    detail = (report.get("details") or {}).get(claim["id"])
    if detail is None or known is None:
        return ""
    texts = detail["latex"], detail["kernel"]
    said = known.statement.latex(), known.statement.kernel_text()
    return "" if texts == said else "the formula it shows is not the registered one"


def _standing(claim: Mapping[str, Any], standings: Mapping[str, str], node: Mapping[str, Any] | None) -> str:
    """Its own verdict, weakened by how what it uses stands; the graph says the same."""
    if node is not None and (node["verdict"], node["standing"]) != (claim["verdict"], claim["standing"]):
        return f"its graph says {node['verdict']}, standing {node['standing']}"
    expected = weakened(Verdict(claim["verdict"]), (standings.get(name, "OPEN") for name in claim["uses"]))
    return "" if claim["standing"] == expected else f"it stands as {expected}, not as {claim['standing']}"


def bundled(report: dict[str, Any], folder: Path) -> dict[str, Any]:
    """The report with its certificates copied into its folder and named from there; a file that is gone stays named."""
    moved: dict[str, str] = {}

    def beside(file: Mapping[str, str]) -> dict[str, str]:
        path = Path(file["path"])
        if file["path"] not in moved and path.is_file():
            (folder / FOLDER).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, folder / FOLDER / path.name)
            moved[file["path"]] = f"{FOLDER}/{path.name}"
        return {**file, "path": moved.get(file["path"], file["path"])}

    certificates = {
        name: {**found, "files": {role: beside(file) for role, file in found["files"].items()}}
        for name, found in evidence(report).items()
    }
    claims = [{**c, "certificate": c["certificate"] and beside(c["certificate"])} for c in report["claims"]]
    return {**report, "claims": claims, "certificates": certificates}
