"""A predicate that is a node, and stands for the relation that defines it."""

from __future__ import annotations

from .node import Node


class Predicate(Node):
    """Base: `_defined` says what the predicate unfolds to, once; interned nodes keep it."""

    __slots__ = ("_definition",)

    _definition: Node

    def unfold(self) -> Node:
        """The relation that defines the predicate."""
        if not hasattr(self, "_definition"):
            self._definition = self._defined()
        return self._definition

    def _defined(self) -> Node:
        raise NotImplementedError
