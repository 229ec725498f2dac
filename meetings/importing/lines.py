"""Meetings' room, minutes reader: source lines cleaned for recognising, each with its number, mark and cells."""

import re
from dataclasses import dataclass

from documents.readers import Block, SourceText
from meetings.importing.marks import Mark, mark_of
from meetings.importing.stamps import line_numbers
from meetings.importing.widths import fold, width

TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]{0,200})?/?>")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


@dataclass(slots=True, eq=False)
class Line:
    """One line with words. `text` is the source without stray tags and bars, `flat` its folded twin of equal length."""

    no: int
    no_end: int
    raw: str
    text: str
    flat: str
    indent: int
    gap: bool
    cells: tuple[str, ...] = ()
    tag: str = ""
    mark: Mark | None = None
    gap_after: bool = False

    @property
    def body(self) -> str:
        """The text behind the marks."""
        return self.text[self.mark.end :].strip() if self.mark else self.text

    @property
    def column(self) -> int:
        """Page columns before the words begin: indent and marks."""
        return self.indent + (width(self.text[: self.mark.end]) if self.mark else 0)


def lines_of(source: SourceText) -> list[Line]:
    """The lines with words, in order."""
    lines = _from_blocks(source) if source.blocks else _from_text(source.lines)
    for here, following in zip(lines, lines[1:], strict=False):
        here.gap_after = following.gap
    if lines:
        lines[-1].gap_after = True
    return lines


def _from_text(rows: tuple[str, ...]) -> list[Line]:
    lines: list[Line] = []
    most = 2 if _double_spaced(rows) else 1
    empty = most
    for no, (raw, counted) in enumerate(zip(rows, line_numbers(rows), strict=True), 1):
        if not raw[counted:].strip():
            empty += 1
        if not raw.strip():
            continue
        lines.append(_made(no, no, raw[counted:], empty >= most))
        if raw[counted:].strip():
            empty = 0
    return lines


def _double_spaced(rows: tuple[str, ...]) -> bool:
    """Whether an empty row stands below every row, as word processors paste it: only a wider gap is one then."""
    filled = [no for no, row in enumerate(rows) if row.strip()]
    steps = [two - one for one, two in zip(filled, filled[1:], strict=False)]
    return len(steps) >= 8 and all(step > 1 for step in steps) and sum(1 for step in steps if step > 2) >= 2


def _from_blocks(source: SourceText) -> list[Line]:
    """HTML blocks as lines, with the marks a reader of the page would see."""
    lines: list[Line] = []
    before: Block | None = None
    for block in source.blocks:
        loose = block.tag == "" and before is not None and before.tag == "" and block.line == before.line_end + 1
        close = before is not None and (
            block.tag in ("li", "dd", "tr") and before.tag in ("li", "dt", "dd", "tr") or loose
        )
        lines.append(_made(block.line, block.line_end, _shown(block), not (close or block.continued), block.tag))
        before = block
    return lines


def _shown(block: Block) -> str:
    indent = "  " * max(0, block.depth - 1)
    if block.continued:
        return indent + block.text
    if block.tag == "li":
        return f"{indent}{block.number}. {block.text}" if block.number else f"{indent}・{block.text}"
    if block.tag[:1] == "h" and block.tag[1:].isdigit():
        return f"{'#' * int(block.tag[1:])} {block.text}"
    return indent + block.text


def _made(no: int, no_end: int, raw: str, gap: bool, tag: str = "") -> Line:
    text = TAG.sub("", raw) if "<" in raw else raw
    text = _EMPHASIS.sub(r"\2", text) if "**" in text or "__" in text else text
    indent = width(text[: len(text) - len(text.lstrip())])
    cells = _cells(text)
    filled = [cell for cell in cells if cell]
    if len(filled) >= 2:
        text = "\t".join(cells)
    else:
        cells = ()
        text = filled[0] if filled else text.strip().rstrip("|｜").strip()
    flat = fold(text)
    return Line(no, no_end, raw.strip(), text, flat, indent, gap, cells, tag, None if cells else mark_of(flat))


def _cells(text: str) -> tuple[str, ...]:
    """The cells of a table row written with bars or tabs; empty where the line is no row."""
    flat = fold(text)
    if "|" in flat:
        cells = (
            re.split(r"\|", text.strip().strip("|｜│")) if "|" in text else re.split("[｜│]", text.strip().strip("｜│"))
        )
    elif "\t" in text.strip():
        cells = text.strip().split("\t")
    else:
        return ()
    trimmed = [cell.strip() for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return tuple(trimmed)
