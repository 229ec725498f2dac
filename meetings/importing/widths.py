"""Meetings' room, minutes reader: one width for recognising; a cut in the folded text is a cut in the source."""

import re

_TABLE = {0x3000: " ", 0x00A0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x0009: " "}
_TABLE |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_TABLE |= dict.fromkeys((0x301C, 0x223C, 0xFF5E), "~")
_TABLE |= dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2212, 0xFF0D, 0xFF70), "-")
_TABLE |= {0xFF65: "・", 0x3007: "○", 0x25EF: "○", 0xFF5C: "|", 0x2502: "|"}

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """The text with full-width ASCII, spaces, tildes, dashes and circles in one form each; same length as before."""
    return text.translate(_TABLE)


def squeeze(text: str) -> str:
    """The folded text without any space: for comparing labels and headings."""
    return _SPACES.sub("", fold(text))


def width(text: str) -> int:
    """Columns on a page: a full-width sign counts two."""
    return sum(1 if sign < "\x7f" or "\uff61" <= sign <= "\uff9f" else 2 for sign in text)
