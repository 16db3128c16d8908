r"""Text and LaTeX of a node, from the same tree.

Iterative and memoised: a sum of 3,000 terms prints, and so does a DAG.  Bound variables are nameless, so letters
are chosen here, by depth of nesting and away from the declared names.
"""

from __future__ import annotations

from collections.abc import Callable

from .node import OPERATORS, Node, postorder
from .nodes import Variable
from .sorts import Bound

# How tightly an expression holds together: an argument below what its place asks for gets brackets.
SUM, BIG, PRODUCT, POWER, ATOM = 10, 15, 20, 30, 40
RELATION, CONNECTIVE, QUANTIFIER = 5, 3, 1

MAX_LENGTH = 200_000  # a tree unfolded from a DAG can have 2**depth leaves

_INDEX_LETTERS = ("i", "j", "l", "m", "p", "q", "r", "s", "t")
_OTHER_LETTERS = ("u", "v", "w", "x", "y", "z")

Piece = tuple[str, int]  # the text, and how tightly it holds together
Style = dict[str, Callable[..., Piece]]


def render(root: Node, style: Style) -> str:
    """The text of a node in a style: a table from class names to functions of (node, pieces of the arguments)."""
    names = _letters(root)
    done: dict[Node, Piece] = {}
    for node in postorder(root):
        if isinstance(node, Bound):
            piece = (names[node], ATOM)
        else:
            piece = style[type(node).__name__](node, [done[arg] for arg in node.args])
        if len(piece[0]) > MAX_LENGTH:
            piece = (style["too long"](node)[0], ATOM)
        done[node] = piece
    return done[root][0]


def _letters(root: Node) -> dict[Node, str]:
    """A letter for each bound variable; nested binders have different levels, hence different letters."""
    taken = {node.name for node in postorder(root) if isinstance(node, Variable)}
    bounds = [node for node in postorder(root) if isinstance(node, Bound)]
    letters: dict[Node, str] = {}
    pools: dict[bool, list[str]] = {}
    for bound in sorted(bounds, key=lambda b: -b.level):
        is_index = type(bound.sort).__name__ == "Natural"
        offered = _INDEX_LETTERS if is_index else _OTHER_LETTERS
        pool = pools.setdefault(is_index, [letter for letter in offered if letter not in taken])
        letters[bound] = pool.pop(0) if pool else f"x_{bound.level}"
    return letters


def bracket(piece: Piece, least: int, left: str = "(", right: str = ")") -> str:
    """The piece, in brackets if it holds together less tightly than its place asks."""
    text, strength = piece
    return text if strength >= least else f"{left}{text}{right}"


def _latex_bracket(piece: Piece, least: int) -> str:
    return bracket(piece, least, r"\left(", r"\right)")


def latex_name(name: str) -> str:
    """W_1 -> W_{1}; several letters are set upright; a spelled Greek letter becomes one."""
    head, _, index = name.partition("_")
    if head.lower() in _GREEK:
        head = "\\" + head
    elif len(head) > 1:
        digits = head.rstrip("0123456789")
        if len(digits) == 1:
            head, index = digits, head[1:] + (f",{index}" if index else "")
        else:
            head = rf"\mathrm{{{head}}}"
    return f"{head}_{{{index}}}" if index else head


_GREEK = frozenset(
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi "
    "omega".split()
)


# ------------------------------------------------------------------ LaTeX


def _tex_sum(node: Node, pieces: list[Piece]) -> Piece:
    text = _latex_bracket(pieces[0], SUM)
    for arg, piece in zip(node.args[1:], pieces[1:], strict=True):
        if type(arg).__name__ == "Negate":
            text += " " + piece[0]
        else:
            text += " + " + _latex_bracket(piece, SUM)
    return text, SUM


def _tex_product(node: Node, pieces: list[Piece]) -> Piece:
    # What stands after a sum, product or maximum reads as part of it, so only as last factor it needs no brackets.
    texts = [*(_latex_bracket(p, PRODUCT) for p in pieces[:-1]), _latex_bracket(pieces[-1], BIG)]
    result = texts[0]
    for text in texts[1:]:
        # Two numbers side by side would read as one.
        result += (r" \cdot " if text[:1].isdigit() else r" \, ") + text
    return result, BIG if pieces[-1][1] == BIG else PRODUCT


def _tex_literal(node: Node, pieces: list[Piece]) -> Piece:
    value = node.data[0]
    if value.denominator == 1:
        return str(value), ATOM if value >= 0 else SUM
    sign = "-" if value < 0 else ""
    return rf"{sign}\frac{{{abs(value.numerator)}}}{{{value.denominator}}}", PRODUCT if value >= 0 else SUM


def _tex_power(node: Node, pieces: list[Piece]) -> Piece:
    return f"{_latex_bracket(pieces[0], ATOM)}^{{{pieces[1][0]}}}", POWER


def _tex_index(node: Node, pieces: list[Piece]) -> Piece:
    return f"{_latex_bracket(pieces[0], ATOM)}_{{{', '.join(p[0] for p in pieces[1:])}}}", ATOM


def _tex_call(node: Node, pieces: list[Piece]) -> Piece:
    notation = node.data[0]
    if callable(notation.latex):
        return notation.latex(*[p[0] for p in pieces]), ATOM
    # Brackets are needed only where the template leaves an argument bare.
    bare = "\\left" not in notation.latex and "(" not in notation.latex
    strength = PRODUCT if bare else SUM
    kinds = notation.kinds
    texts = [
        _latex_bracket(piece, strength) if bare and kind != "map" else piece[0]
        for piece, kind in zip(pieces, kinds, strict=True)
    ]
    return notation.latex.format(*texts), PRODUCT if bare else ATOM


def _tex_apply(node: Node, pieces: list[Piece]) -> Piece:
    return f"{_latex_bracket(pieces[0], ATOM)}\\left({', '.join(p[0] for p in pieces[1:])}\\right)", ATOM


def _tex_lambda(node: Node, pieces: list[Piece]) -> Piece:
    # Its strength is that of the body: sums and quantifiers print the body without the arrow.
    return f"{pieces[0][0]} \\mapsto {pieces[1][0]}", pieces[1][1]


def _split_binder(piece: Piece) -> tuple[str, str]:
    variable, _, body = piece[0].partition(" \\mapsto ")
    return variable, body


def _tex_big(symbol: str) -> Callable[[Node, list[Piece]], Piece]:
    def tex(node: Node, pieces: list[Piece]) -> Piece:
        variable, body = _split_binder(pieces[1])
        held = _latex_bracket((body, pieces[1][1]), BIG)
        return rf"{symbol}_{{{variable} < {pieces[0][0]}}} {held}", BIG

    return tex


def _tex_tabulate(node: Node, pieces: list[Piece]) -> Piece:
    *shape, body = pieces
    variables, rest = [], body[0]
    for _ in shape:
        variable, _, rest = rest.partition(" \\mapsto ")
        variables.append(variable)
    bounds = ", ".join(f"{v} < {n[0]}" for v, n in zip(variables, shape, strict=True))
    return rf"\left({rest}\right)_{{{bounds}}}", ATOM


def _tex_family(node: Node, pieces: list[Piece]) -> Piece:
    variable, body = _split_binder(pieces[1])
    return rf"\left({body}\right)_{{{variable} < {pieces[0][0]}}}", ATOM


def _tex_fold(node: Node, pieces: list[Piece]) -> Piece:
    n, start, _, step = (p[0] for p in pieces)
    variable, _, rest = step.partition(" \\mapsto ")
    state, _, body = rest.partition(" \\mapsto ")
    return (
        rf"\operatorname*{{fold}}_{{{variable} < {n}}}\left({state} := {start};\; {state} \mapsto {body}\right)",
        ATOM,
    )


def _tex_relation(sign: str) -> Callable[[Node, list[Piece]], Piece]:
    return lambda node, pieces: (f"{_latex_bracket(pieces[0], SUM)} {sign} {_latex_bracket(pieces[1], SUM)}", RELATION)


def _tex_connective(sign: str) -> Callable[[Node, list[Piece]], Piece]:
    return lambda node, pieces: (f" {sign} ".join(_latex_bracket(p, RELATION) for p in pieces), CONNECTIVE)


def _tex_not(node: Node, pieces: list[Piece]) -> Piece:
    inner = node.args[0]
    if type(inner).__name__ == "Eq" and pieces[0][0].count(" = ") == 1:
        return pieces[0][0].replace(" = ", r" \ne "), RELATION
    return rf"\lnot {_latex_bracket(pieces[0], ATOM)}", RELATION


def _tex_quantifier(sign: str) -> Callable[[Node, list[Piece]], Piece]:
    def tex(node: Node, pieces: list[Piece]) -> Piece:
        variable, body = _split_binder(pieces[1])
        domain = pieces[0][0].replace("#", variable)
        return rf"{sign} {domain}:\; {body}", QUANTIFIER

    return tex


def _tex_real(node: Node, pieces: list[Piece]) -> Piece:
    lower, upper = node.data
    if not lower and not upper:
        return r"# \in \mathbb{R}", ATOM
    texts = [p[0] for p in pieces]
    left = f"{texts[0]} {_SIGN[lower]} " if lower else ""
    right = f" {_SIGN[upper]} {texts[-1]}" if upper else ""
    return f"{left}#{right}", ATOM


_SIGN = {"<=": r"\le", "<": "<"}


def _tex_array(node: Node, pieces: list[Piece]) -> Piece:
    sizes = r" \times ".join(_latex_bracket(p, PRODUCT) for p in pieces[1:])
    entry = pieces[0][0]
    domain = r"\mathbb{R}" if entry == r"# \in \mathbb{R}" else rf"\{{ {entry.replace('#', 't')} \}}"
    return rf"# \in {domain}^{{{sizes}}}", ATOM


def _tex_family_sort(node: Node, pieces: list[Piece]) -> Piece:
    variable, member = _split_binder(pieces[1])
    return member.replace("#", f"#_{{{variable}}}") + rf"\ ({variable} < {pieces[0][0]})", ATOM


def _tex_function_sort(node: Node, pieces: list[Piece]) -> Piece:
    spaces = [p[0].replace("# \\in ", "").replace("#", "t") for p in pieces]
    arguments = r" \times ".join(spaces[:-1])
    return rf"# : {arguments} \to {spaces[-1]}", ATOM


def _too_long(node: Node) -> str:
    return f"{type(node).__name__} of more than {MAX_LENGTH} characters"


def _atom(text: str) -> Callable[[Node, list[Piece]], Piece]:
    return lambda node, pieces: (text, ATOM)


LATEX: Style = {
    "Variable": lambda node, pieces: (latex_name(node.data[0]), ATOM),
    "Literal": _tex_literal,
    "Pi": _atom(r"\pi"),
    "Hole": lambda node, pieces: ("k" if node.data[0] == 0 else f"h_{{{node.data[0]}}}", ATOM),
    "Named": lambda node, pieces: (rf"\mathrm{{{node.data[0].name.replace('_', ' ')}}}", ATOM),
    "Lambda": _tex_lambda,
    "Add": _tex_sum,
    "Mul": _tex_product,
    "Negate": lambda node, pieces: (f"- {_latex_bracket(pieces[0], BIG)}", SUM),
    "Div": lambda node, pieces: (rf"\frac{{{pieces[0][0]}}}{{{pieces[1][0]}}}", POWER),
    "Power": _tex_power,
    "Index": _tex_index,
    "Call": _tex_call,
    "Apply": _tex_apply,
    "Sum": _tex_big(r"\sum"),
    "Prod": _tex_big(r"\prod"),
    "Max": _tex_big(r"\max"),
    "Tabulate": _tex_tabulate,
    "FamilyOf": _tex_family,
    "Fold": _tex_fold,
    "Eq": _tex_relation("="),
    "Le": _tex_relation(r"\le"),
    "Lt": _tex_relation("<"),
    "And": _tex_connective(r"\land"),
    "Or": _tex_connective(r"\lor"),
    "Implies": _tex_connective(r"\Rightarrow"),
    "Not": _tex_not,
    "ForAll": _tex_quantifier(r"\forall\,"),
    "Exists": _tex_quantifier(r"\exists\,"),
    "Natural": _atom(r"# \in \mathbb{N}"),
    "Real": _tex_real,
    "Proposition": _atom(r"\mathrm{prop}"),
    "ArraySort": _tex_array,
    "FamilySort": _tex_family_sort,
    "FunctionSort": _tex_function_sort,
    "Below": lambda node, pieces: (f"# < {pieces[0][0]}", ATOM),
    "too long": lambda node: (rf"\langle\text{{{_too_long(node)}}}\rangle", ATOM),
}


def latex(node: Node) -> str:
    """The node in LaTeX."""
    return render(node, LATEX)


def latex_premise(node: Node) -> str:
    """The same as one premise of several: in brackets if it is more than one relation."""
    single = type(node).__name__ in ("Eq", "Le", "Lt", "Not", "And")
    return latex(node) if single else rf"\left({latex(node)}\right)"


def latex_declaration(variable: Variable) -> str:
    r"""K \in \mathbb{N}; W_{k} \in \mathbb{R}^{d_{k} \times d_{k + 1}} (k < K)."""
    return latex(variable.sort).replace("#", latex_name(variable.name))


# ------------------------------------------------------------------ plain text


def text_default(node: Node, pieces: list[Piece]) -> Piece:
    head = type(node).__name__ if not node.data else str(node.data[0])
    return f"{head}({', '.join(p[0] for p in pieces)})", ATOM


def _infix(sign: str, strength: int) -> Callable[[Node, list[Piece]], Piece]:
    return lambda node, pieces: (sign.join(bracket(p, strength + (i > 0)) for i, p in enumerate(pieces)), strength)


def _text_sum(node: Node, pieces: list[Piece]) -> Piece:
    text = bracket(pieces[0], SUM)
    for arg, piece in zip(node.args[1:], pieces[1:], strict=True):
        negated = type(arg).__name__ == "Negate"
        text += f" - {piece[0][1:]}" if negated else f" + {bracket(piece, SUM + 1)}"
    return text, SUM


def _text_real(node: Node, pieces: list[Piece]) -> Piece:
    lower, upper = node.data
    if not lower and not upper:
        return "real", ATOM
    texts = [p[0] for p in pieces]
    low = f"{texts[0]} {lower} " if lower else ""
    high = f" {upper} {texts[-1]}" if upper else ""
    return f"real({low}_{high})", ATOM


TEXT: Style = dict.fromkeys(LATEX, text_default) | {
    "Variable": lambda node, pieces: (node.data[0], ATOM),
    "Literal": lambda node, pieces: (str(node.data[0]), ATOM if str(node.data[0]).isdigit() else PRODUCT - 1),
    "Pi": _atom("pi"),
    "Hole": lambda node, pieces: ("k" if node.data[0] == 0 else f"h{node.data[0]}", ATOM),
    "Lambda": lambda node, pieces: (f"{pieces[0][0]} -> {pieces[1][0]}", CONNECTIVE),
    "Add": _text_sum,
    "Mul": _infix("*", PRODUCT),
    "Div": _infix("/", PRODUCT),
    "Negate": lambda node, pieces: ("-" + bracket(pieces[0], PRODUCT), SUM),
    "Power": lambda node, pieces: (f"{bracket(pieces[0], ATOM)}**{bracket(pieces[1], ATOM)}", POWER),
    "Index": lambda node, pieces: (f"{bracket(pieces[0], ATOM)}[{', '.join(p[0] for p in pieces[1:])}]", ATOM),
    "Apply": lambda node, pieces: (f"{bracket(pieces[0], ATOM)}({', '.join(p[0] for p in pieces[1:])})", ATOM),
    "Eq": _infix(" = ", RELATION),
    "Le": _infix(" <= ", RELATION),
    "Lt": _infix(" < ", RELATION),
    "Natural": _atom("natural"),
    "Real": _text_real,
    "ArraySort": lambda node, pieces: (f"array({', '.join(p[0] for p in pieces[1:])})", ATOM),
    "too long": lambda node: (f"<{_too_long(node)}>", ATOM),
}  # fmt: skip


def text(node: Node) -> str:
    """The node in plain text, for messages and logs."""
    return render(node, TEXT)


OPERATORS["latex"] = latex
OPERATORS["text"] = text
