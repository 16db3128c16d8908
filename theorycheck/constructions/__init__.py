"""Algorithms that theorems describe, as functions a researcher calls on an expression of their own.

Each returns a value *and* the claim that the value is right, for `check` to decide.
"""
