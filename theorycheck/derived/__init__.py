"""Derived rules: steps of a few kernel rules each, for whoever writes derivations (`proving` and `falsifying`)."""
