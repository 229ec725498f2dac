"""Ground: how dates, times and money are written on every page."""

import datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html

from vocabulary import dates, numbers

register = template.Library()
Moment = datetime.date | datetime.datetime | None


def _day(value: Moment) -> datetime.date | None:
    if isinstance(value, datetime.datetime):
        return timezone.localtime(value).date()
    return value


@register.filter
def wareki(value: Moment) -> str:
    """令和6年3月22日（金） in a <time>; "" for None."""
    day = _day(value)
    if not day:
        return ""
    return format_html('<time class="nb" datetime="{}">{}</time>', day.isoformat(), dates.wareki(day))


@register.filter
def wareki_short(value: Moment) -> str:
    """令和6.3.22 in a <time>, for tables; "" for None."""
    day = _day(value)
    if not day:
        return ""
    return format_html('<time class="nb" datetime="{}">{}</time>', day.isoformat(), dates.wareki_short(day))


@register.filter
def wareki_text(value: Moment) -> str:
    """令和6年3月22日（金） as bare text, for titles and attributes."""
    day = _day(value)
    return dates.wareki(day) if day else ""


@register.filter
def moment(value: datetime.datetime | None) -> str:
    """令和6年3月22日（金）午前10時42分, for when something was done."""
    if not value:
        return ""
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}{}</time>', local.isoformat(), dates.wareki(local.date()), dates.clock(local.time())
    )


@register.filter
def clock(value: datetime.time | None) -> str:
    """午前10時30分."""
    return dates.clock(value) if value else ""


@register.filter
def nendo(year: int | None) -> str:
    """2023 -> 令和5年度."""
    return dates.fiscal_year_label(year) if year else ""


@register.filter
def yen(amount: int | None) -> str:
    """480万円; "" for None, so that the page says 不明 or 記載なし in its own words."""
    return "" if amount is None else format_html('<span class="nb">{}</span>', numbers.yen(amount))


@register.filter
def few(count: int) -> str:
    """A count that others may see: from 3 up as it is, "1–2市町" below, "なし" for none (product.md §8.5)."""
    if count >= numbers.FEWEST_TOLD:
        return f"{count}市町"
    return "1–2市町" if count else "なし"
