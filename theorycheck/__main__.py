"""`python -m theorycheck` and the `theorycheck` command."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs one command and exits with its code; nothing heavy is imported before it is known which."""
    from theorycheck.cli import run

    sys.exit(run(list(sys.argv[1:] if arguments is None else arguments)))


if __name__ == "__main__":
    main()
