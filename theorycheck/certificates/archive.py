"""The kernel as one file for a stranger: `python -I -S kernel.pyz FILE…` needs Python and nothing else."""

from __future__ import annotations

import zipfile
from pathlib import Path

KERNEL = Path(__file__).parents[1] / "kernel"

# the package's own front page is not part of the judge, so the archive gets an empty one
_MAIN = "from runpy import run_module\n\nrun_module('theorycheck.kernel', run_name='__main__', alter_sys=True)\n"


def build_kernel_archive(path: Path) -> Path:
    """Writes the kernel's folder as a runnable archive. Equal sources give equal bytes (no time, fixed order)."""
    members = {"__main__.py": _MAIN.encode(), "theorycheck/__init__.py": b""}
    for source in sorted(KERNEL.rglob("*.py")):
        members[f"theorycheck/kernel/{source.relative_to(KERNEL).as_posix()}"] = source.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return path
