"""In a real browser: every formula of the page is typeset, none is left as text (lane: browser)."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from theorycheck.reporting import render_page

QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--virtual-time-budget=5000")


@pytest.mark.browser
def test_every_formula_is_typeset(document: dict[str, Any], tmp_path: Path) -> None:
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("no Chromium on this machine")
    page = tmp_path / "report.html"
    page.write_text(render_page(document), encoding="utf-8")
    done = subprocess.run([browser, *QUIET, "--dump-dom", page.as_uri()], capture_output=True, text=True, check=True)
    body = done.stdout.split("<main>")[1].split("</main>")[0]
    assert body.count('class="math set"') == body.count('class="math') > 5
    assert "broken" not in body
