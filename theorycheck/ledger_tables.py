"""The tables of the ledger, version by version."""

from __future__ import annotations

import re

_FIRST = """
CREATE TABLE runs (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, claim TEXT NOT NULL, statement_hash TEXT NOT NULL, verdict TEXT NOT NULL,
  recipe TEXT NOT NULL, file_hash TEXT NOT NULL, engine TEXT NOT NULL, outcome TEXT NOT NULL);
CREATE INDEX runs_by_claim ON runs (claim, id);
CREATE TABLE witnesses (
  statement_hash TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL, witness TEXT NOT NULL,
  PRIMARY KEY (statement_hash, sha256));
CREATE TABLE certificates (
  statement_hash TEXT NOT NULL, sha256 TEXT NOT NULL, at TEXT NOT NULL, claim TEXT NOT NULL, kind TEXT NOT NULL,
  path TEXT NOT NULL, PRIMARY KEY (statement_hash, sha256, path));
"""
_SEARCHES = """
CREATE TABLE searches (
  statement_hash TEXT NOT NULL, recipe TEXT NOT NULL, at TEXT NOT NULL, engine TEXT NOT NULL, state TEXT NOT NULL,
  PRIMARY KEY (statement_hash, recipe));
"""
_COUNTS = """
CREATE TABLE counts (
  statement_hash TEXT NOT NULL, instance TEXT NOT NULL, seed TEXT NOT NULL, draws INTEGER NOT NULL,
  held INTEGER NOT NULL, failed INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (statement_hash, instance, seed, draws));
"""
# what each version adds to the one before it; a ledger of an older version is brought up to date when it is opened
MIGRATIONS = (_FIRST, _SEARCHES, _COUNTS)
SCHEMA_VERSION = len(MIGRATIONS)


def tables_of(version: int) -> frozenset[str]:
    """The tables of a ledger of that version."""
    return frozenset(re.findall(r"CREATE TABLE (\w+)", "".join(MIGRATIONS[:version])))
