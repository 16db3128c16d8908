"""STAGE 4 of 5, write the evidence down: the envelope around the kernel's steps, and its replay in a fresh process.

The kernel owns the JSON of terms and steps; this folder adds the words around them (claim, title, source, environment)
and never decides anything: whether a certificate holds is what a fresh kernel process says about the file.
"""

from __future__ import annotations

from theorycheck.certificates.archive import build_kernel_archive as build_kernel_archive
from theorycheck.certificates.envelope import SCHEMA as SCHEMA
from theorycheck.certificates.envelope import load as load
from theorycheck.certificates.envelope import save as save
from theorycheck.certificates.envelope import wrap as wrap
from theorycheck.certificates.fresh import Replay as Replay
from theorycheck.certificates.fresh import replay_files as replay_files
from theorycheck.certificates.fresh import verify_file as verify_file
