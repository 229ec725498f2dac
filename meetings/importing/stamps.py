"""Meetings' room, minutes reader: what a machine set before the words of a line: clock times, line numbers."""

import re
from collections.abc import Sequence

from meetings.importing.widths import fold

_CLOCK = r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?:\.[0-9]+)?|[0-9]{1,2}時[0-9]{1,2}分)"
_BEFORE = re.compile(
    rf"^(?:\[\s*{_CLOCK}\s*\]|\(\s*{_CLOCK}\s*\)|<\s*{_CLOCK}\s*>|{_CLOCK}(?=\s|[|:]))\s*[|:]?\s*(?![~-])"
)
_BEHIND = re.compile(rf"\s*(?:\[\s*{_CLOCK}\s*\]|\(\s*{_CLOCK}\s*\)|(?<=\s){_CLOCK})\s*$")
_COUNTED = re.compile(r"^\s*(?P<n>[0-9]{1,5})(?:[:|]?(?=\s)|$)")
_FEWEST = 8


def stamp_before(flat: str) -> int:
    """How many signs a clock time takes before the words ([10:05] 会長：…, 10:05 ○事務局　…); 0 without one."""
    match = _BEFORE.match(flat)
    return match.end() if match else 0


def stamp_behind(flat: str) -> int:
    """Where a clock time behind a label begins (事務局 00:12:31); the whole length without one."""
    match = _BEHIND.search(flat)
    return match.start() if match and match.start() else len(flat)


def line_numbers(rows: Sequence[str]) -> tuple[int, ...]:
    """For each row the signs that its line number takes: all 0 unless nearly all rows are counted one by one.

    Counting may begin anew on every page, and empty rows may be counted or not.
    """
    found = [_COUNTED.match(fold(row)) if row.strip() else None for row in rows]
    numbers = [int(match["n"]) for match in found if match]
    filled = sum(1 for row in rows if row.strip())
    steps = sum(1 for one, two in zip(numbers, numbers[1:], strict=False) if two == one + 1 or two == 1 < one)
    if len(numbers) < _FEWEST or len(numbers) < filled * 0.8 or steps < (len(numbers) - 1) * 0.95:
        return (0,) * len(rows)
    return tuple(match.end() if match else 0 for match in found)
