"""Search: which hit comes first. Pure arithmetic on folded text, the same on both engines."""

import re
from collections.abc import Callable

from search.parse import ParsedQuery, Spelling
from search.text import KANJI, LATIN, OKURIGANA, is_latin

TITLE, BODY_AT_MOST = 8, 5  # a title counts eight times; a body that repeats itself stops counting at five
OTHER_SPELLING, WITHOUT_OKURIGANA, INSIDE_A_WORD = 0.7, 0.4, 0.3

Counter = Callable[[str], float]


def scorer(query: ParsedQuery) -> Callable[[str], float]:
    """A function from a row's folded text to its score; more is better, the exact spelling before the others."""
    words = [[one for one in word.spellings if not one.year] for word in query.words]
    exact = [[(counter(one), weight(one)) for one in word if not one.by_okurigana] for word in words]
    bare = [[(counter(one), weight(one)) for one in word if one.by_okurigana] for word in words]

    def score(norm: str) -> float:
        title, _, body = norm.partition("\n")
        return sum(best(full, title, body) or best(bones, title, body) for full, bones in zip(exact, bare, strict=True))

    return score


def best(spellings: list[tuple[Counter, float]], title: str, body: str) -> float:
    """The score of the spelling that a text bears out most."""
    return max(
        ((TITLE * count(title) + min(count(body), BODY_AT_MOST)) * weight for count, weight in spellings), default=0.0
    )


def counter(spelling: Spelling) -> Counter:
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
