"""Every side condition of the kernel, left out or weakened in turn: the slips that a careless edit would make.

Read from the source, so that a new rule is covered the day it is written.  A slip is one of

    check      need(p, …), or `if p: raise KernelError`, or another call that can only refuse, left out
    conjunct   need(p and q and …) without one of its parts
    bound      < for ≤ or > for ≥ in a check, turned into the weaker one
    premise    conclude(…, [a, b]) that forgets the hypotheses and trust of a premise; or what a rule adds to them

Fuel is no side condition: what it stops takes long, and is not false (`planted` takes it away, `test_limits` notices).
"""

from __future__ import annotations

import ast
import gc
import importlib
import inspect
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

WEAKER = {ast.Lt: ast.LtE, ast.Gt: ast.GtE}
FUEL = ("spend", "spend_on_numbers")
UNTRUSTED = ("derivation.py", "printing.py", "__main__.py")  # what they do wrong, replay sees
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Slip:
    """One change of one function; `key` names it whatever the line."""

    file: str
    function: str
    kind: str
    text: str
    line: int
    number: int  # among all of that function

    @property
    def key(self) -> str:
        return f"{self.file} {self.function}: {self.kind} {self.text}"


@dataclass
class _Site:
    kind: str
    text: str
    statement: ast.stmt
    change: Callable[[], None]


def _name(call: ast.expr) -> str:
    if not isinstance(call, ast.Call):
        return ""
    return getattr(call.func, "id", None) or getattr(call.func, "attr", "")


def _only_refuses(statement: ast.stmt) -> bool:
    """A statement whose one effect is a refusal."""
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
        called = _name(statement.value)
        return called not in FUEL and (isinstance(statement.value.func, ast.Name) or called == "check")
    if isinstance(statement, ast.If) and not statement.orelse and len(statement.body) == 1:
        raised = statement.body[0]
        return isinstance(raised, ast.Raise) and raised.exc is not None and _name(raised.exc) == "KernelError"
    return False


def _condition(statement: ast.stmt) -> ast.expr | None:
    if isinstance(statement, ast.If):
        return statement.test
    call = statement.value if isinstance(statement, ast.Expr) else None
    return call.args[0] if isinstance(call, ast.Call) and _name(call) == "need" else None


def _bodies(node: ast.AST) -> Iterator[list[ast.stmt]]:
    for field in ("body", "orelse", "finalbody"):
        if type(found := getattr(node, field, None)) is list:
            yield found


def _replaced(body: list, place: int) -> Callable[[], None]:
    return lambda: body.__setitem__(place, ast.copy_location(ast.Pass(), body[place]))


def _sites(function: Function) -> Iterator[_Site]:
    for node in ast.walk(function):
        for body in _bodies(node):
            for place, statement in enumerate(body):
                yield from _in_statement(body, place, statement)


def _in_statement(body: list, place: int, statement: ast.stmt) -> Iterator[_Site]:
    if _only_refuses(statement):
        condition = _condition(statement)
        text = ast.unparse(statement if condition is None else condition)
        yield _Site("check", text, statement, _replaced(body, place))
        if condition is not None:
            yield from _weaker(condition, statement)
    if isinstance(statement, ast.Return | ast.Assign | ast.Expr) and statement.value is not None:
        for call in ast.walk(statement.value):
            if isinstance(call, ast.Call) and _name(call) == "conclude":
                yield from _forgotten(call, statement)


def _weaker(condition: ast.expr, statement: ast.stmt) -> Iterator[_Site]:
    if isinstance(condition, ast.BoolOp) and isinstance(condition.op, ast.And) and isinstance(statement, ast.Expr):
        for part in condition.values:
            yield _Site("conjunct", ast.unparse(part), statement, _dropped(condition.values, part))
    for node in ast.walk(condition):
        for place, op in enumerate(node.ops if isinstance(node, ast.Compare) else ()):
            if type(op) in WEAKER:
                yield _Site("bound", ast.unparse(node), statement, _weakened(node.ops, place))


def _weakened(operators: list[ast.cmpop], place: int) -> Callable[[], None]:
    return lambda: operators.__setitem__(place, WEAKER[type(operators[place])]())


def _dropped(parts: list[ast.expr], part: ast.expr) -> Callable[[], None]:
    def change() -> None:
        parts.remove(part)
        if len(parts) == 1:  # `and` needs two
            parts.append(ast.copy_location(ast.Constant(True), part))

    return change


def _forgotten(call: ast.Call, statement: ast.stmt) -> Iterator[_Site]:
    """The premises, and what is given by name but for `without`, which makes hypotheses fewer."""
    places = [(call.args, place) for place in range(1, len(call.args))]
    for holder, place in places:
        yield from _without_one(holder[place], lambda new, h=holder, p=place: h.__setitem__(p, new), call, statement)
    for keyword in call.keywords:
        if keyword.arg != "without":
            yield from _without_one(keyword.value, lambda new, k=keyword: setattr(k, "value", new), call, statement)


def _without_one(
    value: ast.expr, put: Callable[[ast.expr], None], call: ast.Call, statement: ast.stmt
) -> Iterator[_Site]:
    where = f"{ast.unparse(call.args[0])[:60]}"
    for part in value.elts if isinstance(value, ast.List | ast.Tuple) else [None]:
        kept = [] if part is None else [other for other in value.elts if other is not part]  # type: ignore[attr-defined]
        new = ast.copy_location(ast.Tuple(kept, ast.Load()), value)
        text = f"{ast.unparse(value if part is None else part)} of {where}"
        yield _Site("premise", text, statement, lambda new=new: put(new))


# -- all of them, and planting one ---------------------------------------------------------------------------------


def functions(tree: ast.Module) -> Iterator[tuple[str, Function]]:
    """The functions of a module and the methods of its classes, with their names; not what stands inside them."""
    for node in tree.body:
        if isinstance(node, Function):
            yield node.name, node
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(inner, Function):
                yield f"{node.name}.{inner.name}", inner  # type: ignore[attr-defined]


def sources(kernel: Path) -> list[str]:
    """The files that are trusted, relative to the kernel's folder."""
    found = (path.relative_to(kernel).as_posix() for path in sorted(kernel.rglob("*.py")))
    return [name for name in found if name not in UNTRUSTED]


def slips(kernel: Path) -> list[Slip]:
    """All, in the order of the source."""
    found, times = [], Counter[str]()
    for file in sources(kernel):
        for name, function in functions(ast.parse((kernel / file).read_text(encoding="utf-8"))):
            for number, site in enumerate(_sites(function)):
                slip = Slip(file, name, site.kind, " ".join(site.text.split())[:90], site.statement.lineno, number)
                times[slip.key] += 1
                text = slip.text if times[slip.key] == 1 else f"{slip.text} ({times[slip.key]})"
                found.append(Slip(file, name, site.kind, text, slip.line, number))
    return found


def plant(slip: Slip, kernel: Path) -> None:
    """Puts the changed code in the place of the function's own, in this process."""
    path = kernel / slip.file
    tree = ast.parse(path.read_text(encoding="utf-8"))
    list(_sites(dict(functions(tree))[slip.function]))[slip.number].change()
    _swap(slip.file, slip.function, _codes(tree, path))


def watch(kernel: Path, reached: Callable[[str, int], None], refused: Callable[[str, int], None]) -> None:
    """Every check of every function tells when it is reached and when it refuses (file, line)."""
    for file in sources(kernel):
        path = kernel / file
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = dict(functions(tree))
        watched = {name: [site.statement for site in _sites(function)] for name, function in named.items()}
        statements = {id(statement) for sites in watched.values() for statement in sites}
        codes = _codes(ast.fix_missing_locations(_Watching(statements).visit(tree)), path)
        module = _module(file)
        module.__reached__ = lambda line, file=file: reached(file, line)
        module.__refused__ = lambda line, file=file: refused(file, line)
        for name in (name for name, sites in watched.items() if sites):
            _swap(file, name, codes)


class _Watching(ast.NodeTransformer):
    def __init__(self, statements: set[int]):
        self.statements = statements

    def generic_visit(self, node: ast.AST) -> Any:
        super().generic_visit(node)
        if id(node) not in self.statements:
            return node
        told = ast.parse(f"__reached__({node.lineno})\ntry:\n  pass\nexcept BaseException:\n"  # type: ignore[attr-defined]
                         f"  __refused__({node.lineno})\n  raise").body  # type: ignore[attr-defined]  # fmt: skip
        told[1].body = [node]  # type: ignore[attr-defined]
        return told


def _codes(tree: ast.Module, path: Path) -> dict[str, CodeType]:
    """The code of each function, by name."""
    found: dict[str, CodeType] = {}
    waiting = [compile(tree, str(path), "exec")]
    while waiting:
        code = waiting.pop()
        found.setdefault(code.co_qualname, code)
        waiting += [constant for constant in code.co_consts if type(constant) is CodeType]
    return found


def _module(file: str) -> Any:
    parts = ["theorycheck", "kernel", *Path(file).with_suffix("").parts]
    return importlib.import_module(".".join(part for part in parts if part != "__init__"))


def _swap(file: str, name: str, codes: dict[str, CodeType]) -> None:
    """The function, and what it has already made of functions inside it (the wrapper of every rule, say)."""
    found = _module(file)
    for part in name.split("."):
        found = found.__dict__[part]
    found = found.fget if isinstance(found, property) else getattr(found, "__func__", found)
    function = inspect.unwrap(found)
    if not isinstance(function, FunctionType):
        raise TypeError(f"{file}: {name} is not a function")
    function.__code__ = codes[name]
    inside = {label for label in codes if label.startswith(f"{name}.<locals>.") and not label.endswith(">")}
    for made in (made for made in gc.get_objects() if isinstance(made, FunctionType)) if inside else ():
        was = made.__code__
        if was.co_qualname in inside and was.co_filename == function.__code__.co_filename:
            made.__code__ = codes[was.co_qualname]
