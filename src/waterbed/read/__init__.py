"""Reading a report: text to sentences, statements with their chains, claims with their slots."""

from waterbed.read.article import read
from waterbed.read.selfcheck import self_check
from waterbed.read.text import clean_text, language_of

__all__ = ["clean_text", "language_of", "read", "self_check"]
