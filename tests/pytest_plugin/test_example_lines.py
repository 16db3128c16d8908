"""The line that is printed for a witness, pasted above a test, makes Hypothesis try that witness first."""

from __future__ import annotations

import re

import pytest

CLAIM = '''"""A conjecture."""
from theorycheck import Claim, dims, eq, matrix
n = dims("n")
A, B = matrix("A", n, n), matrix("B", n, n)
claim = Claim(title="matrices commute", source="here", conclude=eq(A @ B, B @ A))
'''
TEST = """
from hypothesis import example, given
from conjecture_commute import claim
from theorycheck.strategies import profile, witness, witnesses

{}
@profile("quick")
@given(witnesses(claim))
def test_commuting(drawn):
    n, A, B = drawn["n"], drawn["A"], drawn["B"]
    for i in range(n):
        for j in range(n):
            assert sum(A[i][k] * B[k][j] - B[i][k] * A[k][j] for k in range(n)) == 0
"""
LINE = re.compile(r"^ *(@example\(.*\))$", re.MULTILINE)


def test_the_line_works_as_it_stands(pytester: pytest.Pytester) -> None:
    """It is printed with the failure, and in the section at the end, where a refutation that was expected is too."""
    pytester.path.joinpath("conjecture_commute.py").write_text(CLAIM)
    ran = pytester.runpytest_subprocess("-p", "no:cacheprovider", "--claims-examples", "2000", "--strict-markers")
    printed = LINE.findall("\n".join(ran.outlines))
    assert len(printed) >= 2 and len(set(printed)) == 1  # under CI=true pytest's own summary has it once more
    assert printed[0].startswith("@example(witness(n=2, A=[['1', '0'], ")
    pytester.path.joinpath("test_commute.py").write_text(TEST.format(printed[0]))
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "test_commute.py")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*Failing explicit example: test_commuting(*", "*drawn=witness(n=2, A=[[]*"])
