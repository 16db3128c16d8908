"""STAGE 3, try to break: randomized networks in batches, ascent on the violation, shrinking, and an exact
certificate.

Untrusted by design. What comes out of `search` as a refutation carries a theorem of the kernel; everything else
is a count.
"""
