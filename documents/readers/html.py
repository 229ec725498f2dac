"""Documents' room: HTML, whole or as a pasted fragment, to visible blocks that keep their source line."""

import re
from html.parser import HTMLParser

from documents.readers.source import Block

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HOLDERS = (*HEADINGS, "p", "li", "dt", "dd", "tr", "caption", "figcaption", "blockquote", "pre")
BREAKERS = (
    "div", "section", "article", "main", "header", "footer", "nav", "aside", "body", "html", "form", "address",
    "ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "hr", "details", "summary", "fieldset", "figure",
)  # fmt: skip
SILENT = ("script", "style", "template", "noscript", "title")
BLOCK_TAG = re.compile(r"</?(h[1-6]|p|ul|ol|li|dl|dt|dd|table|tr|td|th|div|br|section|body|html|head)\b[^>]*>", re.I)
WHOLE_FILE = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml)\b", re.I | re.S)


def looks_like_html(text: str) -> bool:
    """Whether a text is HTML source: a whole file, or a fragment where block tags carry the lines.

    A stray tag in a plain record (one `<ul …>` in a cell) does not make it HTML.
    """
    if WHOLE_FILE.match(text):
        return True
    lines = [line for line in text.splitlines() if line.strip()]
    tagged = sum(1 for line in lines if BLOCK_TAG.search(line))
    kinds = {found.lower() for found in BLOCK_TAG.findall(text[:200_000])}
    return bool(lines) and len(kinds) >= 2 and tagged * 2 >= len(lines)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The visible blocks of HTML source in reading order; never raises."""
    walker = _Walker()
    walker.feed(text)
    walker.close()
    walker.flush()
    return tuple(walker.blocks)


class _Walker(HTMLParser):
    """Collects text until a block opens or closes; unclosed li, dt, dd, p and tr end where the next one starts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.pieces: list[str] = []
        self.line = self.line_end = 0
        self.tag = ""
        self.number = 0
        self.silent = 0
        self.lists: list[int] = []  # one entry per open list: next number, or -1 where the list is not ordered
        self.cell_open = False
        self.continued = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self.silent += 1
        elif tag == "br":
            self.flush(keep_tag=True)
        elif tag in ("td", "th"):
            self._start_cell()
        elif tag in HOLDERS and not (self.tag == "tr" and tag == "p"):
            self._start_holder(tag)
        elif tag in BREAKERS:
            if tag in ("ul", "ol") and self.tag == "tr":
                return
            self.flush()
            if tag in ("ul", "ol"):
                self.lists.append(1 if tag == "ol" else -1)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag in HOLDERS and tag == self.tag:
            self.flush()
        elif tag in BREAKERS and not (self.tag == "tr" and tag not in ("table", "tbody", "thead")):
            self.flush()
            if tag in ("ul", "ol") and self.lists:
                self.lists.pop()

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        first = self.getpos()[0]
        if not self.tag:
            self._loose(data, first)
            return
        for offset, piece in enumerate(data.split("\n")):
            self._take(piece, first + offset)

    def _loose(self, data: str, first: int) -> None:
        """Text outside every block: its own line breaks are kept."""
        pieces = data.split("\n")
        for offset, piece in enumerate(pieces):
            self._take(piece, first + offset)
            if offset < len(pieces) - 1:
                self.flush()

    def _take(self, piece: str, line: int) -> None:
        if not piece.strip():
            if self.pieces and piece:
                self.pieces.append(" ")
            return
        if not self.pieces:
            self.line = line
        elif line != self.line_end and self.pieces[-1][-1:].isascii() and piece.lstrip()[:1].isascii():
            self.pieces.append(" ")
        self.line_end = line
        self.pieces.append(re.sub(r"[ \t\r\f\v]+", " ", piece if line == self.line else piece.lstrip()))

    def _start_holder(self, tag: str) -> None:
        self.flush()
        self.tag = tag
        self.cell_open = False
        if tag == "li" and self.lists and self.lists[-1] > 0:
            self.number = self.lists[-1]
            self.lists[-1] += 1

    def _start_cell(self) -> None:
        if self.tag != "tr":
            self._start_holder("tr")
        if self.cell_open:
            self.pieces.append("\t")
            self.line = self.line or self.getpos()[0]
        self.cell_open = True

    def flush(self, keep_tag: bool = False) -> None:
        """Closes the open block, if it holds anything to see."""
        if self.tag == "tr" and keep_tag:
            self.pieces.append(" ")
            return
        text = "".join(self.pieces).replace("\xa0", " ").strip(" \n")
        if text.strip():
            depth = len(self.lists)
            block = Block(text, self.line, self.line_end, self.tag, self.number, depth, self.continued)
            self.blocks.append(block)
            self.continued = keep_tag
        self.pieces = []
        self.line = self.line_end = 0
        if not keep_tag:
            self.continued = False
            self.tag = ""
            self.number = 0
            self.cell_open = False
