"""Meetings' room, minutes reader: numbers as minutes write them: half width, full width, kanji, 元."""

from meetings.importing.widths import squeeze

# 〇 is folded to ○ (see widths), so both count as nought here.
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}
UNITS = {"十": 10, "百": 100, "千": 1000}
NUMBER = r"(?:[0-9]{1,4}|[零一二三四五六七八九十百千〇○]+)"


def to_int(text: str) -> int | None:
    """The integer a numeral stands for (`２１`, `二十一`, `二〇二四`, `元`), or None where it is no numeral."""
    plain = squeeze(text)
    if plain == "元":
        return 1
    if plain.isascii():
        return int(plain) if plain.isdigit() else None
    if not plain or any(sign not in DIGITS and sign not in UNITS for sign in plain):
        return None
    if not any(sign in UNITS for sign in plain):
        return int("".join(str(DIGITS[sign]) for sign in plain))
    total, pending = 0, 0
    for sign in plain:
        if sign in DIGITS:
            pending = DIGITS[sign]
        else:
            total += (pending or 1) * UNITS[sign]
            pending = 0
    return total + pending
