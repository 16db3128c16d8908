"""Which engine computed something: its version, the digest of the sources that decide, and what it ran on.

A verdict is only as current as the code that gave it. The digest covers every source file that can change a verdict;
faces and claims are left out (a claim file has a digest of its own in the ledger).
"""

from __future__ import annotations

import functools
import hashlib
import platform
from importlib import metadata
from pathlib import Path

PACKAGE = Path(__file__).parent
DECIDING = (
    "kernel",
    "derived",
    "errors.py",
    "algebra",
    "statement",
    "verdicts.py",
    "proving",
    "falsifying",
    "certificates",
    "decision.py",
    "trial.py",
    "pipeline.py",
    # what is stored and when it may be taken over
    "outcome.py",
    "reuse.py",
    "session.py",
)
LIBRARIES = ("sympy", "numpy", "scipy", "python-flint", "networkx", "hypothesis", "clarabel", "z3-solver", "cvc5")


@functools.cache
def version(distribution: str = "theorycheck") -> str:
    """The installed version, read from its metadata: nothing is imported."""
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "not installed"


@functools.cache
def engine_digest() -> str:
    """SHA-256 over the names and bytes of every deciding source file, in order."""
    digest = hashlib.sha256()
    for part in DECIDING:
        root = PACKAGE / part
        for path in sorted(root.rglob("*.py")) if root.is_dir() else [root]:
            if path.is_file():
                digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def file_digest(path: str | Path) -> str:
    """SHA-256 of a file's bytes: of a claim file, it stands for the statement in it."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def environment() -> dict[str, str]:
    """What a certificate or report says it was made with. No time and no machine name: equal runs give equal files."""
    found = {"theorycheck": version(), "engine": engine_digest()[:16], "python": platform.python_version()}
    return found | {library: version(library) for library in LIBRARIES}
