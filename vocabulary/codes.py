"""Ground: the public codes C-012, N-034, M-005, M-005-35, F-007, H-003. Given once, never reused."""

import re
import unicodedata
from typing import NamedTuple, Self

from django.db import models

CODE = re.compile(r"^([CNMFH])-?(\d{1,9})(?:-(\d{1,6}))?$")
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−ー－"), "-")


class Code(NamedTuple):
    """A code taken apart: letter, running number, and the statement number of M-005-35 (else None)."""

    letter: str
    number: int
    statement: int | None = None


def parse_code(text: str) -> Code | None:
    """What somebody typed as a code, in any width or case ("ｃ－１２", "M-5-35"); None when it is not one."""
    folded = unicodedata.normalize("NFKC", text).translate(DASHES).strip().upper()
    found = CODE.match(folded)
    if not found or (found[3] and found[1] != "M"):
        return None
    return Code(found[1], int(found[2]), int(found[3]) if found[3] else None)


def format_code(letter: str, number: int) -> str:
    """("C", 12) -> "C-012"."""
    return f"{letter}-{number:03d}"


class CodedQuerySet[Row: Coded](models.QuerySet[Row]):
    """Finds rows by their public code."""

    def by_code(self, text: str) -> Self:
        """The row with that code, or none."""
        code = parse_code(text)
        if code is None or code.letter != self.model.code_letter or code.statement:
            return self.none()
        return self.filter(pk=code.number)


class Coded(models.Model):
    """A row with a public code. The number is the primary key: both databases never give one twice."""

    code_letter = ""

    class Meta:
        abstract = True

    @property
    def code(self) -> str:
        """The public code; nothing before the row is saved, because the number is given then."""
        return format_code(self.code_letter, self.pk) if self.pk else ""
