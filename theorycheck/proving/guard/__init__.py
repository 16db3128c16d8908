"""The guard: SymPy is asked here and nowhere else in this stage, and what it answers is tested before a tactic sees it.

SymPy 1.14 is wrong on at least 23 calls that matter here (`tests/proving/test_sympy_errors.py` repeats them).  The
guard finds such answers early and says what is wrong with them; it proves nothing.  What passes is still a proposal
that the kernel must be shown to be right.
"""

from theorycheck.derived.translation import in_sympy as in_sympy
from theorycheck.derived.translation import in_terms as in_terms

from .identities import Comparison as Comparison
from .identities import compared as compared
from .solutions import Solutions as Solutions
from .solutions import solved as solved
