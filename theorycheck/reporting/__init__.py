"""STAGE 5 of 5, show it: a JSON document that is the source of truth, and an offline page that is a view of it."""

from __future__ import annotations

from theorycheck.reporting.document import SCHEMA as SCHEMA
from theorycheck.reporting.document import build_document as build_document
from theorycheck.reporting.document import describe as describe
from theorycheck.reporting.document import json_schema as json_schema
from theorycheck.reporting.graph import graph_document as graph_document
from theorycheck.reporting.graph import graph_schema as graph_schema
from theorycheck.reporting.markdown import render_markdown as render_markdown
from theorycheck.reporting.page import render_page as render_page
