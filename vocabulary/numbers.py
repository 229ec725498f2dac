"""Ground: numbers and money as people type and read them in Japanese."""

import re
import unicodedata
from decimal import Decimal

UNITS = {"億": 10**8, "万": 10**4, "千": 10**3, "百": 10**2}
NOISE = re.compile(r"[\s,、，_]|円|税込|税抜|約")
PART = re.compile(r"(\d+(?:\.\d+)?)(億|万|千|百)?")
FEWEST_TOLD = 3  # product.md §8.5: towns are counted for everybody from three up
SENTENCE = "数字で入力してください。例：480万円、1,200"


def parse_number(text: str) -> int:
    """A whole number: ４８０万円, 1,200, 1億2,345万, 250千円, 1.5万.

    Raises ValueError with a sentence for anything else, for fractions of one and for negative numbers.
    """
    folded = NOISE.sub("", unicodedata.normalize("NFKC", text))
    total, rest, limit = Decimal(0), folded, 10**13
    while rest:
        found = PART.match(rest)
        if not found:
            raise ValueError(SENTENCE)
        unit = UNITS.get(found[2] or "", 1)
        if unit >= limit:  # 万 after 億, never the other way round
            raise ValueError(SENTENCE)
        total, rest, limit = total + Decimal(found[1]) * unit, rest[found.end() :], unit
    if not folded or total != int(total) or total >= 10**13:
        raise ValueError(SENTENCE)
    return int(total)


def yen(amount: int) -> str:
    """9,800円, 480万円, 1億2,345万6,789円: exact, in the units people read."""
    if amount < 0:
        return f"−{yen(-amount)}"
    if amount < 10**4:
        return f"{amount:,}円"
    parts, rest = [], amount
    for unit, size in (("億", 10**8), ("万", 10**4)):
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{count:,}{unit}")
    return "".join(parts) + (f"{rest:,}" if rest else "") + "円"
