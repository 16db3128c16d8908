"""THE JUDGE.  Standard library only; imports nothing of ours; makes every theorem and replays every certificate.

Reading order: sorts, operators, binding, terms (what can be said) → theorem, rules/ (what follows) → computation,
interval, enclosure, polynomials, calculus (how a rule computes) → codec, replay, reach (what a certificate is worth).
"""

from __future__ import annotations

from .errors import KernelError as KernelError
