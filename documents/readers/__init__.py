"""Documents' room: one door for every source: bytes in, numbered lines out."""

import re

from documents.readers.decoding import decode
from documents.readers.html import blocks_of, looks_like_html
from documents.readers.source import Block, Media, SourceText, UnreadableFile

__all__ = ["Block", "SourceText", "UnreadableFile", "read", "read_text"]

MARKDOWN_LINE = re.compile(r"^(?:#{1,6} |\|.*\|\s*$|(?:\* |\d+\. )|```|> )", re.M)


def read(data: bytes, name: str) -> SourceText:
    """The numbered lines of an uploaded file; raises UnreadableFile with a sentence that says what to do."""
    text, encoding = decode(data, name)
    return read_text(text, name, encoding)


def read_text(text: str, name: str = "", encoding: str = "utf-8") -> SourceText:
    """The same for text that was pasted: `name` may be empty."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = tuple(re.split(r"[\n\f]", text))
    if lines and not lines[-1].strip():
        lines = lines[:-1]
    media = _media(text, name)
    return SourceText(lines, encoding, media, blocks_of("\n".join(lines)) if media == "html" else ())


def _media(text: str, name: str) -> Media:
    ending = name.lower().rpartition(".")[2]
    if looks_like_html(text) or (ending in ("html", "htm") and "<" in text):
        return "html"
    if ending in ("md", "markdown") or len(MARKDOWN_LINE.findall(text[:200_000])) >= 3:
        return "markdown"
    return "text"
