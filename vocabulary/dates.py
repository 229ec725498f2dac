"""Ground: Japanese dates and times. Text 令和6年3月22日（金）, tables 令和6.3.22, input in any usual form."""

import datetime
import re
import unicodedata
from typing import NamedTuple

WEEKDAYS = "月火水木金土日"


class Era(NamedTuple):
    """An era of the calendar: its first day and the letter it is shortened to."""

    name: str
    letter: str
    first_day: datetime.date

    @property
    def zero(self) -> int:
        """The Gregorian year before year 1."""
        return self.first_day.year - 1


ERAS = (
    Era("令和", "R", datetime.date(2019, 5, 1)),
    Era("平成", "H", datetime.date(1989, 1, 8)),
    Era("昭和", "S", datetime.date(1926, 12, 25)),
    Era("大正", "T", datetime.date(1912, 7, 30)),
    Era("明治", "M", datetime.date(1868, 1, 25)),
)
ERA_BY_NAME = {name: era for era in ERAS for name in (era.name, era.letter)}
WRITTEN = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<era_year>元|\d{1,2})|(?P<year>\d{4}))\s*[年./-]\s*"
    r"(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*日?(?:\s*\([月火水木金土日](?:曜日?)?\))?"
)
COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")


def era_of(day: datetime.date) -> Era:
    """The era a day lies in. Days before 明治 have none: ValueError."""
    for era in ERAS:
        if day >= era.first_day:
            return era
    raise ValueError("明治より前の日付です。")


def era_year(day: datetime.date) -> str:
    """令和6, or 令和元 in a first year."""
    era = era_of(day)
    year = day.year - era.zero
    return f"{era.name}{'元' if year == 1 else year}"


def wareki(day: datetime.date) -> str:
    """令和6年3月22日（金）"""
    return f"{era_year(day)}年{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}）"


def wareki_short(day: datetime.date) -> str:
    """令和6.3.22, for tables."""
    return f"{era_year(day)}.{day.month}.{day.day}"


def fiscal_year(day: datetime.date) -> int:
    """The Japanese fiscal year (April to March) a day lies in: 2024-03-22 is 2023."""
    return day.year if day.month >= 4 else day.year - 1


def fiscal_year_label(year: int) -> str:
    """2023 -> 令和5年度. The year is named after the era of its 1 April, except 2019, which is 令和元年度."""
    return f"{era_year(datetime.date(year, 5, 1))}年度"


def parse_date(text: str) -> datetime.date:
    """A date as people type it: R6.3.22, 令和６年３月２２日, 2024/3/22, 20240322.

    Raises ValueError with a sentence that says what to do, for a form it does not know, for a day that does not
    exist and for a year that its era does not have (平成36年).
    """
    folded = unicodedata.normalize("NFKC", text).strip().upper()
    found = WRITTEN.fullmatch(folded) or COMPACT.fullmatch(folded)
    if not found:
        raise ValueError("日付は「令和6年3月22日」「2024/3/22」のように入力してください。")
    parts = found.groupdict()
    era = ERA_BY_NAME.get(parts.get("era") or "")
    year = era.zero + int(parts["era_year"].replace("元", "1")) if era else int(parts["year"])
    try:
        day = datetime.date(year, int(parts["month"]), int(parts["day"]))
    except ValueError:
        raise ValueError(f"「{text.strip()}」という日はありません。日付を確かめてください。") from None
    if era and era_of(day) is not era:
        raise ValueError(f"「{text.strip()}」は{wareki(day)}のことですか。年号を確かめてください。")
    return day


def clock(moment: datetime.time) -> str:
    """午前10時, 午後1時30分, 正午."""
    if (moment.hour, moment.minute) == (12, 0):
        return "正午"
    half, hour = ("午前", moment.hour) if moment.hour < 12 else ("午後", moment.hour - 12)
    return f"{half}{hour}時{moment.minute}分" if moment.minute else f"{half}{hour}時"
