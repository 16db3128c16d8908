"""Elements of abstract abelian groups as integer combinations of atoms."""

from __future__ import annotations

from collections.abc import Iterator

from theorycheck.kernel import terms
from theorycheck.kernel.sorts import Sort
from theorycheck.kernel.terms import Term, group_add, group_neg, group_zero

Combination = dict[Term, int]


def combination(term: Term) -> Combination:
    """The integer combination of atoms that a group term is."""
    if term.op == "group_zero":
        return {}
    if term.op == "group_neg":
        return {atom: -count for atom, count in combination(term.args[0]).items()}
    if term.op != "group_add":
        return {term: 1}
    total = combination(term.args[0])
    for atom, count in combination(term.args[1]).items():
        total[atom] = total.get(atom, 0) + count
    return {atom: count for atom, count in total.items() if count}


def element(found: Combination, sort: Sort) -> Term:
    """The combination as a term."""
    result: Term | None = None
    for atom, count in sorted(found.items(), key=lambda item: str(item[0])):
        part = atom if count > 0 else group_neg(atom)
        for _ in range(abs(count)):
            result = part if result is None else group_add(result, part)
    return group_zero(sort) if result is None else result


def arguments(entry: Term, g: Term) -> Iterator[tuple[int, Combination]]:
    """(±1, r) for each argument ±g + r of an application in the entry; r may have bound variables of the entry's."""
    reads = [part for part in terms.postorder(entry) if part.op == "app" and part.args[1].sort == g.sort]
    for part in sorted(reads, key=lambda read: str(read.args[0])):
        if g.data in part.args[1].free:
            found = combination(part.args[1])
            sign = found.pop(g, 0)
            if sign in (1, -1) and not any(g.data in atom.free for atom in found):
                yield sign, found


def difference(a: Combination, b: Combination) -> Combination:
    total = {atom: a.get(atom, 0) - b.get(atom, 0) for atom in {**a, **b}}
    return {atom: count for atom, count in total.items() if count}


def scaled(found: Combination, by: int) -> Combination:
    return {atom: by * count for atom, count in found.items()}


def closed(found: Combination) -> bool:
    return all(atom.closed for atom in found)
