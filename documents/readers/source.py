"""Documents' room: what a reader hands on, and the sentence it says when it cannot read."""

from dataclasses import dataclass
from typing import Literal

Media = Literal["text", "markdown", "html"]


class UnreadableFile(Exception):
    """A file that cannot be read; `sentence` tells a person, in Japanese, what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class Block:
    """One visible block of an HTML source: its text and the source lines (from 1) it stands on.

    `tag` is the element that holds it (h1–h6, p, li, dt, dd, tr, or "" for loose text), `number` the count inside
    an ordered list (0 elsewhere), `depth` the nesting of lists, `continued` that only a line break (br)
    stands before. The cells of a table row are parted by tabs.
    """

    text: str
    line: int
    line_end: int
    tag: str = ""
    number: int = 0
    depth: int = 0
    continued: bool = False


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as lines, numbered from 1 by their place; `blocks` is filled for HTML only."""

    lines: tuple[str, ...]
    encoding: str
    media: Media
    blocks: tuple[Block, ...] = ()
