"""Meetings' room, minutes reader: calendar dates in Japanese eras, western years and English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.importing.numerals import NUMBER, to_int
from meetings.importing.widths import fold

ERA_BEGINS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "R": 2018, "H": 1988, "S": 1925}
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
          "november", "december")  # fmt: skip
WEEKDAYS = "月火水木金土日"

_ASIDE = r"(?:\(\s*(?:西暦)?\s*[^()]{2,8}?\s*年?\s*\)\s*)?"
_WEEKDAY = (
    r"(?:\s*[(]?\s*(?P<weekday>[月火水木金土日㈪㈫㈬㈭㈮㈯㈰])(?:曜日?)?(?:\s*[・/]?\s*祝日?)?"
    r"(?:\s*\)|(?<=日)(?!\w)|(?<=曜)))?"
)
_YEAR_ERA = rf"(?P<era>令和|平成|昭和|大正|[RHS])\s*\.?\s*(?P<era_year>元|{NUMBER})\s*"
_YEAR_WEST = r"(?P<year>[12][0-9]{3}|[一二][〇○零一二三四五六七八九]{3})\s*"
_DAY = rf"(?P<month>{NUMBER})\s*(?:月\s*(?P<day>{NUMBER})\s*日|[./-]\s*(?P<day2>[0-9]{{1,2}})(?![0-9]))"
_FULL = re.compile(rf"(?:{_YEAR_ERA}|(?<![0-9]){_YEAR_WEST})(?:年\s*{_ASIDE}年?\s*|[./-]\s*){_DAY}{_WEEKDAY}")
_SHORT = re.compile(rf"(?<![0-9年])(?P<month>{NUMBER})\s*月\s*(?P<day>{NUMBER})\s*日{_WEEKDAY}")
_NAMES = "|".join(f"{name[:3]}[a-z]*" for name in MONTHS)
_ENGLISH = re.compile(
    rf"\b(?:(?P<m1>{_NAMES})\.?\s+(?P<d1>[0-9]{{1,2}})(?:st|nd|rd|th)?|(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?P<m2>{_NAMES})\.?)"
    r"\s*,?\s+(?P<year>[12][0-9]{3})\b",
    re.I,
)
_FISCAL = re.compile(rf"(?:(?P<era>令和|平成|昭和|R|H)\s*(?P<era_year>元|{NUMBER})|(?P<year>[12][0-9]{{3}}))\s*年度")
_SQUARED = dict(zip("㈪㈫㈬㈭㈮㈯㈰", WEEKDAYS, strict=True))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, where it stands, and the weekday written beside it (0 = Monday, None where none is)."""

    date: date
    begin: int
    end: int
    weekday: int | None = None


def find_dates(text: str, default_year: int | None = None, fiscal_year: int | None = None) -> list[FoundDate]:
    """All dates of a text in order.

    A day without a year follows the date before it; where none is, it lies in `fiscal_year` (January to March in the
    calendar year after), else in `default_year`; without either it is left out.
    """
    flat = fold(text)
    if not re.search(r"[0-9〇○一二三四五六七八九十元]", flat):
        return []
    found = [*_full_dates(flat), *_english_dates(flat)]
    taken = [(hit.begin, hit.end) for hit in found]
    for match in _SHORT.finditer(flat):
        if any(begin < match.end() and match.start() < end for begin, end in taken):
            continue
        before = [hit for hit in found if hit.begin < match.start()]
        month = to_int(match["month"]) or 0
        if before:
            year: int | None = before[-1].date.year + (month < before[-1].date.month)
        elif fiscal_year is not None:
            year = fiscal_year + (month <= 3)
        else:
            year = default_year
        if year is not None:
            found.extend(_made(year, match["month"], match["day"], match, match["weekday"]))
    return sorted(found, key=lambda hit: hit.begin)


def fiscal_year_of(day: date) -> int:
    """The Japanese fiscal year of a day: April to March."""
    return day.year if day.month >= 4 else day.year - 1


def find_fiscal_year(text: str) -> int | None:
    """The fiscal year a text names (令和6年度 → 2024), or None."""
    match = _FISCAL.search(fold(text))
    return _year(match) if match else None


def _full_dates(flat: str) -> Iterator[FoundDate]:
    for match in _FULL.finditer(flat):
        year = _year(match)
        if year is not None:
            yield from _made(year, match["month"], match["day"] or match["day2"], match, match["weekday"])


def _english_dates(flat: str) -> Iterator[FoundDate]:
    for match in _ENGLISH.finditer(flat):
        name = (match["m1"] or match["m2"])[:3].lower()
        month = next(place for place, full in enumerate(MONTHS, 1) if full.startswith(name))
        yield from _made(int(match["year"]), str(month), match["d1"] or match["d2"], match, None)


def _year(match: re.Match[str]) -> int | None:
    if match["era"]:
        count = to_int(match["era_year"])
        return None if count is None or not 0 < count < 100 else ERA_BEGINS[match["era"]] + count
    return to_int(match["year"])


def _made(year: int, month: str, day: str, match: re.Match[str], weekday: str | None) -> Iterator[FoundDate]:
    try:
        made = date(year, to_int(month) or 0, to_int(day) or 0)
    except ValueError:
        return
    sign = _SQUARED.get(weekday or "", weekday or "")
    yield FoundDate(made, match.start(), match.end(), WEEKDAYS.index(sign) if sign else None)
