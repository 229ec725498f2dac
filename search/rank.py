"""Search: which hit comes first. Pure arithmetic on folded text, the same on both engines."""

import re
from collections.abc import Callable

from search.parse import ParsedQuery, Spelling
from search.text import KANJI, LATIN, OKURIGANA, is_latin

TITLE, BODY_AT_MOST = 8, 5  # a title counts eight times; a body that repeats itself stops counting at five
OTHER_SPELLING, WITHOUT_OKURIGANA, INSIDE_A_WORD = 0.7, 0.4, 0.3


def scorer(query: ParsedQuery) -> Callable[[str], float]:
    """A function from a row's folded text to its score; more is better, the exact spelling before the others."""
    words = [[(pattern_of(one), weight(one)) for one in word.spellings if not one.year] for word in query.words]

    def score(norm: str) -> float:
        title, _, body = norm.partition("\n")
        return sum(
            max((value(pattern, title, body) * weight for pattern, weight in spellings), default=0.0)
            for spellings in words
        )

    return score


def value(pattern: re.Pattern[str], title: str, body: str) -> float:
    return TITLE * count(pattern, title) + min(count(pattern, body), BODY_AT_MOST)


def count(pattern: re.Pattern[str], text: str) -> float:
    """Occurrences; one in the middle of a run of kanji counts less: it may be part of another word (京都 in 東京都)."""
    return sum(INSIDE_A_WORD if match["before"] is not None else 1.0 for match in pattern.finditer(text))


def pattern_of(spelling: Spelling) -> re.Pattern[str]:
    text = re.escape(spelling.text)
    if spelling.by_okurigana:
        text = f"{spelling.text[0]}{OKURIGANA}{{0,2}}{spelling.text[1]}"
    if is_latin(spelling.text[0]):
        return re.compile(f"(?P<before>(?!))?(?<![{LATIN}]){text}")
    if re.match(f"[{KANJI}]", spelling.text):
        return re.compile(f"(?P<before>(?<=[{KANJI}0-9]))?{text}")
    return re.compile(f"(?P<before>(?!))?{text}")


def weight(spelling: Spelling) -> float:
    if spelling.by_okurigana:
        return WITHOUT_OKURIGANA
    return OTHER_SPELLING if spelling.shown else 1.0
