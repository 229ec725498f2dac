"""Search: which hit comes first. Pure arithmetic on folded text, the same on both engines."""

import re
from collections.abc import Callable

from search.parse import ParsedQuery, Spelling
from search.text import KANJI, LATIN, OKURIGANA, is_latin

TITLE, BODY_AT_MOST = 8, 5  # a title counts eight times; a body that repeats itself stops counting at five
OTHER_SPELLING, WITHOUT_OKURIGANA, INSIDE_A_WORD = 0.7, 0.4, 0.3


def scorer(query: ParsedQuery) -> Callable[[str], float]:
    """A function from a row's folded text to its score; more is better, the exact spelling before the others."""
    words = [[(counter(one), weight(one)) for one in word.spellings if not one.year] for word in query.words]

    def score(norm: str) -> float:
        title, _, body = norm.partition("\n")
        return sum(
            max(((TITLE * count(title) + min(count(body), BODY_AT_MOST)) * by for count, by in spellings), default=0.0)
            for spellings in words
        )

    return score


def counter(spelling: Spelling) -> Callable[[str], float]:
    """How often a spelling stands in a text. One in the middle of a run of kanji counts less: it may be part of
    another word (京都 in 東京都)."""
    text = spelling.text
    if spelling.by_okurigana:
        pair = re.compile(f"{text[0]}{OKURIGANA}{{0,2}}{text[1]}")
        return lambda norm: len(pair.findall(norm))
    if is_latin(text[0]):
        whole = re.compile(f"(?<![{LATIN}]){re.escape(text)}")
        return lambda norm: len(whole.findall(norm)) if text in norm else 0
    inside = re.compile(f"(?<=[{KANJI}0-9]){re.escape(text)}") if re.match(f"[{KANJI}]", text) else None

    def count(norm: str) -> float:
        total = norm.count(text)
        return total - (1 - INSIDE_A_WORD) * len(inside.findall(norm)) if total and inside else total

    return count


def weight(spelling: Spelling) -> float:
    if spelling.by_okurigana:
        return WITHOUT_OKURIGANA
    return OTHER_SPELLING if spelling.shown else 1.0
