"""The six roles of the certificates of one statement.

`proof`, `refutation` and `worst` (a refutation at a second point, where the conclusion fails by more) are about the
statement itself. `model` and `vacuous` are about its contradiction, the same hypotheses with 1 <= 0 as conclusion: to
refute that is to show a point where all hypotheses hold, to prove it is to show that there is none. `inside` is a model
within the reach of a restricted proof, which may be about nothing where the hypotheses have models elsewhere only.
"""

from __future__ import annotations

from theorycheck.verdicts import Verdict

# which kind of kernel document each role is, and what its envelope says in words
KINDS = {
    "proof": "proof",
    "refutation": "refutation",
    "worst": "refutation",
    "model": "refutation",
    "inside": "refutation",
    "vacuous": "proof",
}
WORDS = {
    "proof": "The statement is derived, for every value its restrictions allow.",
    "refutation": "The statement is false: it fails at the point the steps name.",
    "worst": "The statement is false: it fails by more at this second point that the steps name.",
    "model": "The hypotheses hold together at the point the steps name, so the statement is about something.",
    "inside": "The hypotheses hold together at the point the steps name, which lies within the reach of the proof.",
    "vacuous": "The hypotheses contradict each other, so the statement is about nothing.",
}
ITS_OWN = ("proof", "refutation", "worst")  # the roles that are about the statement itself
# the role of the certificate that a verdict rests on
ROLES = {Verdict.REFUTED: "refutation", Verdict.VACUOUS: "vacuous"}
