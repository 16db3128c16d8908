"""Claims, their files, and how they are found."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import theorycheck
from theorycheck import (
    Claim,
    Domain,
    Neighbour,
    dims,
    eq,
    function,
    have,
    le,
    lt,
    matrix,
    one_parameter,
    own,
    real,
    rescaling,
    survey,
)
from theorycheck.errors import (
    ClaimCollapsed,
    ClaimFileError,
    CyclicUses,
    DuplicateClaim,
    EmptyDomain,
    OptionError,
    ShapeError,
    StatementError,
    UnknownClaim,
)
from theorycheck.statement.discovery import catalogue, load, read_file

x, y = real("x y")
N, M = dims("N M")
X = matrix("X", N, M)

FILE = '''"""A conjecture."""
from theorycheck import Claim, Neighbour, le, lt, real, survey

x = real("x")
claim = Claim(
    title="A square is nonnegative",
    source=survey("III-D, eq. (1)"),
    conclude=le(0, x**2),
    covers={"key": "whole"},
    expect="PROVED",
    uses=("other",),
    neighbours=[Neighbour("strict", conclude=lt(0, x**2), near=True)],
)
'''


def write(folder: Path, name: str, text: str = FILE) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# ------------------------------------------------------------------ claims


def test_a_claim_and_its_neighbours() -> None:
    claim = Claim(
        title="t",
        source=survey("V-A"),
        given=[lt(0, x)],
        conclude=le(0, x),
        lemmas=[have(le(0, x + x), by="auto")],
        neighbours=[Neighbour("no-hypothesis", given=[]), Neighbour("strict", conclude=lt(1, x))],
    )
    assert str(claim.source) == "survey, V-A"
    dropped, strict = (claim.neighbour_statement(n) for n in claim.neighbours)
    assert dropped.given == () and dropped.conclude is claim.statement.conclude
    assert strict.given == claim.statement.given and strict.conclude is lt(1, x)
    (step,) = claim.steps
    assert step.proof == "auto" and step.statement.given == claim.statement.given


def test_a_neighbour_keeps_the_symmetry_of_its_claim_unless_it_says_otherwise() -> None:
    a, b = rescaling(x, y), one_parameter(lambda g: {x: x + g})
    wanted = {"kept": None, "none": (), "its own": [b]}
    neighbours = [Neighbour(name, conclude=lt(1, x * y), symmetry=one) for name, one in wanted.items()]
    claim = Claim(title="t", source=own("s"), conclude=le(0, x * y), symmetry=[a], neighbours=neighbours)
    assert claim.statement.hints.symmetry == [a]
    assert [claim.neighbour_statement(n).hints.symmetry for n in neighbours] == [[a], (), [b]]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"given": lt(0, x)}, "given is no list"),
        ({"neighbours": Neighbour("n", given=[])}, "neighbours is no list"),
        ({"uses": "traps.square_nonnegative"}, "uses is no list"),
        ({"neighbours": [Neighbour("n", near=True)]}, "the neighbour 'n' is the claim itself"),
        ({"domain": Domain(sizes={"m": (1, 3)})}, "the domain speaks of m, and no symbol is called so"),
    ],
)
def test_what_would_be_misread_is_refused(fields: dict[str, object], says: str) -> None:
    """Typical slips of a first claim: each is told in four parts, and none is passed over."""
    with pytest.raises(OptionError, match=says) as caught:
        Claim(title="t", source=own("s"), conclude=le(0, x), **fields)
    assert caught.value.where == "the claim 't'" and caught.value.cure


def test_a_function_at_wrong_arguments_says_what_it_takes() -> None:
    f = function("f", real(), real())
    for arguments, says in (((x, y), "it is a function of 1"), ((X,), "is wanted")):
        with pytest.raises(ShapeError, match=says) as caught:
            f(*arguments)
        assert caught.value.cure


def test_misuse_names_the_claim() -> None:
    with pytest.raises(ClaimCollapsed, match="in the claim 'squares'"):
        Claim(title="squares", source=own("s"), conclude=True)
    with pytest.raises(ClaimCollapsed, match="the neighbour 'n' of the claim 'squares'"):
        Claim(title="squares", source=own("s"), conclude=eq(x, x), neighbours=[Neighbour("n", conclude=False)])
    with pytest.raises(ShapeError, match="in the claim 'squares'"):
        Claim(title="squares", source=own("s"), conclude=x)
    with pytest.raises(OptionError, match="fidelity"):
        Claim(title="squares", source=own("s"), conclude=eq(x, x), fidelity="roughly")
    with pytest.raises(DuplicateClaim, match="two neighbours are called n"):
        Claim(title="s", source="s", conclude=eq(x, x), neighbours=[Neighbour("n", given=[]), Neighbour("n", given=[])])


def test_shapes_are_checked_while_the_claim_is_written() -> None:
    with pytest.raises(ShapeError, match="shape M meets shape N"):
        X @ X
    with pytest.raises(ShapeError, match=r"shape .*N × M.* meets|meets one of shape"):
        eq(X, matrix("Y", M, N))


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: Domain(scales=()), "leave nothing to draw"),
        (lambda: Domain(scales=(float("nan"),)), "leave nothing to draw"),
        (lambda: Domain(sizes={"K": (3, 2)}), "K is to lie between 3 and 2"),
        (lambda: theorycheck.interval(1, 0), "the interval from 1 to 0 is empty"),
        (lambda: theorycheck.interval(1, 1, open_="left"), "is empty"),
    ],
)
def test_empty_domains(build: object, said: str) -> None:
    with pytest.raises(EmptyDomain, match=said):
        build()  # type: ignore[operator]


# ------------------------------------------------------------------ reading without importing


def test_an_entry_is_read_from_the_text(tmp_path: Path) -> None:
    (entry,) = read_file(write(tmp_path, "conjecture_square.py"))
    assert entry.id == "conjecture_square" and entry.variable == "claim"
    assert entry.title == "A square is nonnegative" and entry.source == "survey, III-D, eq. (1)"
    assert entry.covers == {"key": "whole"} and entry.expect == "PROVED" and entry.uses == ("other",)
    assert entry.neighbours == ("strict",) and entry.fidelity == "exact"


def test_several_claims_in_a_file(tmp_path: Path) -> None:
    text = FILE + '\nsecond: Claim = Claim(title="b", source="s", conclude=le(0, x**4))\n'
    entries = read_file(write(tmp_path, "two.py", text))
    assert [entry.id for entry in entries] == ["two.claim", "two.second"]
    assert [load(entry).title for entry in entries] == ["A square is nonnegative", "b"]


def test_the_library_is_found_by_id_glob_and_path() -> None:
    everything = catalogue()
    assert len(everything) >= 3 and len({entry.id for entry in everything}) == len(everything)
    first = everything[0]
    assert catalogue([first.id]) == catalogue([str(first.path)]) == [first]
    assert catalogue([f"{first.id}/some-neighbour"]) == [first]
    area = first.id.split(".")[0]
    assert catalogue([f"{area}.*"]) == [entry for entry in everything if entry.id.startswith(f"{area}.")]
    assert catalogue([first.id, str(first.path)]) == [first]


def test_every_claim_of_the_library_is_well_posed() -> None:
    for entry in catalogue():
        claim = load(entry)
        assert claim.title == entry.title and str(claim.source) == entry.source
        assert len(claim.statement.digest) == 64 and claim.statement.latex()
        assert tuple(n.name for n in claim.neighbours) == entry.neighbours


def test_a_folder_of_claims(tmp_path: Path) -> None:
    write(tmp_path, "a/one.py")
    write(tmp_path, "b/two.py", FILE.replace("other", "one"))
    write(tmp_path, "b/none.py", "x = 1\n")
    assert [entry.id for entry in catalogue([str(tmp_path)])] == ["one", "two"]


def test_an_unknown_id_is_guessed() -> None:
    known = catalogue()[0].id
    with pytest.raises(UnknownClaim, match=f"did you mean {known}"):
        catalogue([known + "x"])
    tail = known.rsplit(".", 1)[-1]
    with pytest.raises(UnknownClaim, match=known):
        catalogue([tail])
    with pytest.raises(UnknownClaim, match="theorycheck list shows them all"):
        catalogue(["nothing.like.this"])
    with pytest.raises(UnknownClaim, match="no such file"):
        catalogue(["nowhere/conjecture.py"])


def test_duplicates_and_circles(tmp_path: Path) -> None:
    one, two = write(tmp_path, "a/same.py"), write(tmp_path, "b/same.py")
    with pytest.raises(DuplicateClaim, match="two claims have the id same"):
        catalogue([str(one), str(two)])
    p = write(tmp_path, "p.py", FILE.replace("other", "q"))
    q = write(tmp_path, "q.py", FILE.replace("other", "r"))
    r = write(tmp_path, "r.py", FILE.replace("other", "p"))
    with pytest.raises(CyclicUses, match="p -> q -> r -> p"):
        catalogue([str(p), str(q), str(r)])


# ------------------------------------------------------------------ importing


def test_a_file_that_raises(tmp_path: Path) -> None:
    (entry,) = read_file(write(tmp_path, "broken.py", FILE.replace("x**2),\n", "x**2 / (1 // 0)),\n")))
    with pytest.raises(ClaimFileError, match="ZeroDivisionError") as caught:
        load(entry)
    assert "line 8" in str(caught.value) and "Traceback" in caught.value.detail


def test_a_badly_posed_file_is_located(tmp_path: Path) -> None:
    (entry,) = read_file(write(tmp_path, "posed.py", FILE.replace("le(0, x**2)", "le(0.5, x)")))
    with pytest.raises(StatementError, match=r"posed\.py"):
        load(entry)


def test_a_file_that_is_no_python(tmp_path: Path) -> None:
    path = write(tmp_path, "torn.py", FILE[:-5])
    (entry,) = catalogue([str(path)])
    with pytest.raises(ClaimFileError, match="a claim file cannot be read as Python"):
        load(entry)


def test_a_file_without_claims(tmp_path: Path) -> None:
    with pytest.raises(ClaimFileError, match="defines no claim"):
        catalogue([str(write(tmp_path, "none.py", "x = 1\n"))])


def test_a_file_that_exits(tmp_path: Path) -> None:
    (entry,) = read_file(write(tmp_path, "leaves.py", FILE + "\nraise SystemExit(3)\n"))
    with pytest.raises(ClaimFileError, match="SystemExit"):
        load(entry)


def test_an_edited_file_is_imported_again(tmp_path: Path) -> None:
    path = write(tmp_path, "edited.py")
    (before,) = read_file(path)
    assert load(before) is load(before)
    write(tmp_path, "edited.py", FILE.replace("nonnegative", "at least 0"))
    (after,) = read_file(path)
    assert load(after).title == "A square is at least 0"


# ------------------------------------------------------------------ the front page


def test_the_front_page_has_what_it_lists() -> None:
    import ast

    tree = ast.parse(Path(theorycheck.__file__).read_text(encoding="utf-8"))
    typed = {
        (alias.asname, node.module)
        for guard in tree.body
        if isinstance(guard, ast.If)
        for node in guard.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert typed == set(theorycheck._HOME.items())
    for name in theorycheck.__all__:
        assert getattr(theorycheck, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        theorycheck.nonsense


def test_listing_loads_no_mathematics() -> None:
    program = (
        "import sys, theorycheck\nfrom theorycheck.statement.discovery import catalogue\nassert catalogue()\n"
        "print([m for m in ('sympy', 'numpy', 'cupy', 'flint') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
