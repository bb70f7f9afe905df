"""Publishers: where their documents lie, how to get them, how to read them, what is wrong in them.

One small module for each publisher. Fetching knows no figures, parsing knows no network.
"""

from waterbed.sources.document import Document, documents
from waterbed.sources.examine import examine, findings_for, first_of_each
from waterbed.sources.parsers import PARSERS, parse
from waterbed.sources.pull import Arrival, Pulled, choose, keep, pull, rebuild

__all__ = [
    "PARSERS",
    "Arrival",
    "Document",
    "Pulled",
    "choose",
    "documents",
    "examine",
    "findings_for",
    "first_of_each",
    "keep",
    "parse",
    "pull",
    "rebuild",
]
