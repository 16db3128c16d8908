"""What the pictures share: a window of the plane, a map of values in bands and level lines, curves, axes and marks.

A picture is an SVG built in this order: `canvas`, then `bands` and `level_lines` of a grid of values, or `curve`s; then
`axes`, and `mark`s on top.  Words and axes take the page's light or dark ink; on a map, marks bring their own outline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

COLOURS = ((13, 36, 84), (28, 104, 134), (112, 172, 148), (214, 213, 160), (250, 236, 205))  # from low to high
FONT = 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif'
INK = (
    ".ink{fill:#24292f}.rule{stroke:#57606a}@media(prefers-color-scheme:dark){.ink{fill:#e6edf3}.rule{stroke:#8b949e}}"
)
LIBRARY = Path(__file__).parents[2] / "theorycheck" / "claims"
Point = tuple[float, float]
Grid = Sequence[Sequence[float]]  # values at the corners of square cells, rows from the top


@dataclass(frozen=True)
class Window:
    """A rectangle of the plane, drawn `width` by `height` pixels with its upper left corner at (`x`, `y`)."""

    left: float
    right: float
    low: float
    high: float
    width: float
    height: float
    x: float = 0.0
    y: float = 0.0

    def pixel(self, s: float, t: float) -> Point:
        """Where the point (s, t) is drawn."""
        across = (s - self.left) / (self.right - self.left) * self.width
        return self.x + across, self.y + (self.high - t) / (self.high - self.low) * self.height


def canvas(width: float, height: float, title: str, ink: bool = True) -> Element:
    """An empty picture; `ink` adds the colours of words and axes, which follow the page's."""
    root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "width": f"{width:g}"})
    root.attrib |= {"height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    SubElement(root, "title").text = title
    if ink:
        SubElement(root, "style").text = INK
    return root


def written(root: Element) -> str:
    """The picture as the text of a file."""
    return tostring(root, encoding="unicode") + "\n"


# ------------------------------------------------------------------ maps of values


def bands(root: Element, grid: Grid, levels: Sequence[float], cell: int, at: Point = (0, 0)) -> None:
    """One colour between two levels: in each row of cells a rectangle for each run of one band."""
    group = SubElement(root, "g", {"shape-rendering": "crispEdges"} | _moved(at))
    paths: dict[int, list[str]] = {}
    for y, (above, below) in enumerate(pairwise(grid)):
        middle = [(a + b + c + d) / 4 for a, b, c, d in zip(above, above[1:], below, below[1:], strict=False)]
        found = [sum(value > level for level in levels) for value in middle]
        start = 0
        for x in range(1, len(found) + 1):
            if x == len(found) or found[x] != found[start]:
                run = f"M{start * cell},{y * cell}h{(x - start) * cell}v{cell}h-{(x - start) * cell}z"
                paths.setdefault(found[start], []).append(run)
                start = x
    for band, runs in sorted(paths.items()):
        SubElement(group, "path", {"d": "".join(runs), "fill": colour(band / len(levels))})


def colour(share: float) -> str:
    """Between the colours that stand next to the share, 0 for the lowest and 1 for the highest."""
    place = share * (len(COLOURS) - 1)
    start = min(int(place), len(COLOURS) - 2)
    pairs = zip(COLOURS[start], COLOURS[start + 1], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * (place - start)):02x}" for a, b in pairs)


def level_lines(root: Element, grid: Grid, levels: Iterable[float], cell: int, at: Point = (0, 0)) -> None:
    """A thin white line at each level."""
    for level in levels:
        lines = "".join("M" + " ".join(f"{x:.1f},{y:.1f}" for x, y in line) for line in _lines(grid, level, cell))
        style = {"fill": "none", "stroke": "#fff", "stroke-width": "0.7", "opacity": "0.55"}
        SubElement(root, "path", {"d": lines} | style | _moved(at))


def _moved(at: Point) -> dict[str, str]:
    return {} if at == (0, 0) else {"transform": f"translate({at[0]:g},{at[1]:g})"}


def _lines(grid: Grid, level: float, cell: int) -> Iterator[list[Point]]:
    """The lines on which the interpolated value is the level (marching squares), pieces put end to end."""
    ends: dict[Point, list[Point]] = {}
    for y in range(len(grid) - 1):
        for x in range(len(grid[0]) - 1):
            for a, b in _pieces(grid, x, y, level, cell):
                ends.setdefault(a, []).append(b)
                ends.setdefault(b, []).append(a)
    while ends:
        start = next((point for point, others in ends.items() if len(others) == 1), next(iter(ends)))
        line = [start]
        while line[-1] in ends:
            here, following = line[-1], ends[line[-1]].pop()
            if not ends[here]:
                del ends[here]
            ends[following].remove(here)
            if not ends[following]:
                del ends[following]
            line.append(following)
        yield line


def _pieces(grid: Grid, x: int, y: int, level: float, cell: int) -> Iterator[tuple[Any, Any]]:
    corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]
    heights = [grid[j][i] - level for i, j in corners]
    cuts = []
    for i in range(4):
        (p, h), (q, g) = (corners[i], heights[i]), (corners[(i + 1) % 4], heights[(i + 1) % 4])
        if (h > 0) != (g > 0):
            share = h / (h - g)
            cuts.append(tuple(round(cell * (a + share * (b - a)), 2) for a, b in zip(p, q, strict=True)))
    yield from zip(cuts[::2], cuts[1::2], strict=False)


# ------------------------------------------------------------------ curves, axes, marks, words


def curve(
    root: Element, window: Window, points: Iterable[Point], stroke: str, width: float = 2, dash: str = ""
) -> None:
    """A line through points of the plane."""
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in (window.pixel(*point) for point in points))
    style = {"fill": "none", "stroke": stroke, "stroke-width": f"{width:g}", "stroke-linejoin": "round"}
    SubElement(root, "path", {"d": "M" + places} | style | ({"stroke-dasharray": dash} if dash else {}))


def axes(
    root: Element, window: Window, xs: Sequence[float], ys: Sequence[float], across: str = "", upwards: str = ""
) -> None:
    """The left and the lower edge with ticks at these numbers, and a name for each."""
    (left, top), (right, bottom) = window.pixel(window.left, window.high), window.pixel(window.right, window.low)
    ticks = [(window.pixel(s, window.low)[0], bottom, 0.0, 5.0) for s in xs]
    ticks += [(left, window.pixel(window.left, t)[1], -5.0, 0.0) for t in ys]
    path = f"M{left:g},{top:g}V{bottom:g}H{right:g}" + "".join(f"M{x:.1f},{y:.1f}l{u:g},{v:g}" for x, y, u, v in ticks)
    SubElement(root, "path", {"d": path, "class": "rule", "fill": "none"})
    for s in xs:
        words(root, (window.pixel(s, window.low)[0], bottom + 18), f"{s:g}".replace("-", "−"))
    for t in ys:
        words(root, (left - 9, window.pixel(window.left, t)[1] + 4), f"{t:g}".replace("-", "−"), anchor="end")
    words(root, ((left + right) / 2, bottom + 36), across, size=13)
    words(root, (left - 38, (top + bottom) / 2), upwards, size=13, turned=True)


def words(
    root: Element, at: Point, said: str, size: float = 12, anchor: str = "middle", fill: str = "", turned: bool = False
) -> None:
    """A line of text; in the page's ink if no colour is given; `turned` reads upwards."""
    style = {"font-family": FONT, "font-size": f"{size:g}", "text-anchor": anchor, "x": f"{at[0]:.1f}"}
    style |= {"y": f"{at[1]:.1f}"} | ({"fill": fill} if fill else {"class": "ink"})
    if turned:
        style["transform"] = f"rotate(-90 {at[0]:.1f} {at[1]:.1f})"
    if said:
        SubElement(root, "text", style).text = said


def mark(root: Element, at: Point, said: str, below: str, fill: str) -> None:
    """A dot at a pixel with one or two outlined lines of words below it, for maps."""
    x, y = at
    circle = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "6", "fill": fill, "stroke": "#fff", "stroke-width": "2"}
    SubElement(root, "circle", circle)
    caption(root, (x, y + 26.0), said, 15, "700")
    caption(root, (x, y + 43.0), below, 12)


def caption(root: Element, at: Point, said: str, size: float = 12, weight: str = "400") -> None:
    """Outlined words at a pixel, for maps."""
    style = {"font-family": FONT, "text-anchor": "middle", "fill": "#fff", "stroke": "#0d2a4a", "stroke-width": "3"}
    style |= {"paint-order": "stroke", "stroke-linejoin": "round", "x": f"{at[0]:.1f}", "y": f"{at[1]:.1f}"}
    if said:
        SubElement(root, "text", style | {"font-size": f"{size:g}", "font-weight": weight}).text = said


def beside(claim: str) -> Path:
    """Where the picture of a claim lies: the report shows what stands beside the claim's file."""
    return (LIBRARY / claim.replace(".", "/")).with_suffix(".svg")


def keep(claim: str, picture: str) -> None:
    """Writes the picture of a claim."""
    beside(claim).write_text(picture, encoding="utf-8")
