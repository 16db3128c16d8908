"""Pictures of a `theorycheck/graph-1` document: DOT and Mermaid for other programs, SVG without any."""

from __future__ import annotations

from theorycheck.reporting.drawing.dot import render_dot as render_dot
from theorycheck.reporting.drawing.mermaid import render_mermaid as render_mermaid
from theorycheck.reporting.drawing.svg import render_svg as render_svg
