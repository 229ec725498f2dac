"""Search: what a person typed becomes words, each word its spellings, each spelling the tokens of the index. Pure.

A row matches when every word is met in it by at least one spelling.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

from search.text import RUN, STRETCH, YEAR, bigrams, is_latin, norm, skeleton, storable, year_of

LONGEST_QUERY = 100
MOST_WORDS = 5
MOST_SPELLINGS = 12  # of one word; each is a phrase that the index has to look up

Table = Mapping[str, Iterable[str]]  # word → the words that mean the same
PARTICLE = re.compile("^[のにはを](?=[一-鿿ァ-ヺ])")  # what a year leaves in front of the next word: 令和5年の予算
HIRAGANA = re.compile("[ぁ-ゖー]{3,}")
KATAKANA = re.compile("[ァ-ヶー]{3,6}")  # longer ones are foreign words that nobody writes in hiragana
TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
TO_HIRAGANA = {code + 0x60: code for code in TO_KATAKANA}


@dataclass(frozen=True)
class Spelling:
    """One way to write a word, folded. `year` is its token (y2023) if it stands for a year, in any writing."""

    text: str
    shown: str = ""
    year: str = ""
    by_okurigana: bool = False  # reached by dropping okurigana: weaker evidence than the word itself

    @property
    def tokens(self) -> list[str]:
        """The phrase to look up. The last character of a Japanese run is left out: the text may go on behind it."""
        cut = bigrams(self.text)
        return cut[:-1] if len(cut) > 1 and not is_latin(self.text[-1]) and len(RUN.findall(self.text)[-1]) > 1 else cut

    @property
    def is_prefix(self) -> bool:
        """May the last token go on? One Japanese character, or two Latin letters and more; not a number (5, 50)."""
        last = RUN.findall(self.text)[-1]
        return len(last) == 1 and not is_latin(last) or is_latin(last[0]) and last.isalpha() and len(last) > 1


@dataclass(frozen=True)
class Word:
    """One thing asked for; the first spelling is the one typed."""

    spellings: tuple[Spelling, ...]


@dataclass(frozen=True)
class ParsedQuery:
    words: tuple[Word, ...]
    notice: str = ""

    @property
    def used(self) -> list[str]:
        """Spellings tried beyond what was typed, as people write them."""
        typed = {word.spellings[0].text for word in self.words}
        others = [other for word in self.words for other in word.spellings[1:] if other.shown]
        return list(dict.fromkeys(other.shown for other in others if other.text not in typed))

    @property
    def spellings(self) -> list[str]:
        return [spelling.text for word in self.words for spelling in word.spellings if not spelling.year]

    @property
    def years(self) -> list[str]:
        return [spelling.year for word in self.words for spelling in word.spellings if spelling.year]


def parse(text: str, table: Table) -> ParsedQuery:
    """Read a query. Longer than 100 characters or five words is cut, and `notice` says so in Japanese."""
    text, notices = storable(text).strip(), []
    if len(text) > LONGEST_QUERY:
        text = text[:LONGEST_QUERY]
        notices.append(f"検索の言葉は{LONGEST_QUERY}文字までです。はじめの{LONGEST_QUERY}文字で探しました。")
    table = folded(table)
    words = list(dict.fromkeys(word for part in text.split() for word in words_of(norm(part), table)))
    if len(words) > MOST_WORDS:
        words = words[:MOST_WORDS]
        notices.append(f"検索の言葉は{MOST_WORDS}つまでです。はじめの{MOST_WORDS}つで探しました。")
    return ParsedQuery(tuple(words), "".join(notices))


def folded(table: Table) -> dict[str, dict[str, str]]:
    """The table by folded word: its spellings, each folded one with the way people write it."""
    out: dict[str, dict[str, str]] = {}
    for word, group in table.items():
        same = {folded_word(other.strip()): other.strip() for other in group}
        out.setdefault(folded_word(word.strip()), {}).update(
            {key: shown for key, shown in same.items() if RUN.search(key)}
        )
    return {word: same for word, same in out.items() if RUN.search(word)}


@lru_cache(maxsize=4096)
def folded_word(word: str) -> str:
    """A word of the table, folded; remembered because the whole table is read at each search."""
    return norm(word)


def words_of(part: str, table: dict[str, dict[str, str]]) -> list[Word]:
    """The words of a folded piece without spaces: its years, then its stretches of letters (町・県 are two)."""
    words, rest, done = [], [], 0
    for match in YEAR.finditer(part):
        if year := year_of(match):
            literal = [Spelling(match[0])] if match["letter"] else []  # S3 may be a year or a product
            words.append(Word((*literal, Spelling(match[0], year=f"y{year}"))))
            rest.append(PARTICLE.sub("", part[done : match.start()]) if done else part[: match.start()])
            done = match.end()
    rest.append(PARTICLE.sub("", part[done:]) if done else part)
    pieces = [piece for text in rest for piece in STRETCH.findall(text)]
    return words + [Word(tuple(spellings(piece, table))) for piece in pieces]


def spellings(word: str, table: dict[str, dict[str, str]]) -> list[Spelling]:
    """Every way to write a folded word: as typed, by the table, in the other kana, without okurigana."""
    shown = {word: ""} | (table.get(word) or inside(word, table))
    for text in list(shown):
        if HIRAGANA.fullmatch(text):
            shown.setdefault(norm(text.translate(TO_KATAKANA)), text.translate(TO_KATAKANA))
        elif KATAKANA.fullmatch(text):
            shown.setdefault(norm(text.translate(TO_HIRAGANA)), text.translate(TO_HIRAGANA))
    out = [Spelling(text, "" if text == word else written) for text, written in shown.items()]
    bare = dict.fromkeys(bone for text in shown if (bone := skeleton(text)) and bone not in shown)
    return [*out, *(Spelling(bone, bone, by_okurigana=True) for bone in bare)][:MOST_SPELLINGS]


def inside(word: str, table: dict[str, dict[str, str]]) -> dict[str, str]:
    """A longer word with its first known part in the other spellings: 空家対策 → 空き家対策."""
    known = (key for key in sorted(table, key=len, reverse=True) if len(key) > 1 and key in word)
    for key in dropwhile(lambda key: is_latin(key[0]) and key not in RUN.findall(word), known):
        return {word.replace(key, other): word.replace(key, shown) for other, shown in table[key].items()}
    return {}
