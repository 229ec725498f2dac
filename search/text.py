"""Search: how Japanese is folded and cut. Pure functions, no database; both engines index what comes out of here.

`norm` folds what people type in several ways into one (widths, case, name kanji, long vowels, spaced-out headings).
`tokens` cuts folded text into overlapping pairs of characters (見守り → 見守 守り り) and whole Latin words.
Raise TOK_VERSION whenever the output of either may change for any text, and run `rebuild_search`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

TOK_VERSION = 1
LONGEST_WORD = 64  # characters of one Latin word kept as a token; PostgreSQL refuses lexemes over 2 KB

# Letters that are written without spaces between words, as a regular expression class body.
JAPANESE = "々〆〇ぁ-ゖゝ-ゟァ-ヺー-ヿ㐀-䶿一-鿿豈-﫿\U00020000-\U000323af"
LATIN = "a-z0-9à-öø-ɏͰ-ϿЀ-ӿ가-힣"  # after folding: letters and digits that form whole words
KANJI = "々㐀-䶿一-鿿\U00020000-\U000323af"
RUN = re.compile(f"[{JAPANESE}]+|[{LATIN}]+")
STRETCH = re.compile(f"[{JAPANESE}{LATIN}]+")  # runs that touch: 生成ai, 第5回
GAP = "。"  # token that stands for anything between two runs, so that no phrase reaches across it

# Variant kanji of names and places, and old forms → the form that most people type.
VARIANTS = str.maketrans(
    "髙﨑碕邊邉齋齊澤濵濱廣國櫻德眞嶋嶌槇條榮惠禮會學縣區澁籠壽龍瀧藏淺圓驛變應關當對發曾萬與體團經𠮷ヶヵ",
    "高崎崎辺辺斎斎沢浜浜広国桜徳真島島槙条栄恵礼会学県区渋篭寿竜滝蔵浅円駅変応関当対発曽万与体団経吉ケカ",
)
VARIANT = re.compile(f"[{''.join(map(chr, VARIANTS))}]")
# What has no letter of its own: NUL and lone surrogates (databases refuse them), variation selectors, zero-width marks.
UNSEEN = re.compile("[\x00\xad\u200b-\u200f\u2060\ufeff\ufe00-\ufe0f\U000e0100-\U000e01ef\ud800-\udfff]")
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]
V_SOUND = {"ァ": "バ", "ィ": "ビ", "ェ": "ベ", "ォ": "ボ", "": "ブ"}
# Applied in this order to folded characters; each replaces a match by text of at most the same length.
RULES: tuple[Rule, ...] = (
    # デ-タ → データ: a hyphen or dash typed for the long vowel
    (re.compile("(?<=[ァ-ヺー])[-‐‑‒–—―−]+"), lambda m: "ー" * len(m[0])),
    # 議　事　録 → 議事録, 生成 AI → 生成ai; a line end stays, and so does the space between two Latin words
    (re.compile(f"(?<=[{JAPANESE}])[ \t]+(?=[{JAPANESE}{LATIN}])|(?<=[{LATIN}])[ \t]+(?=[{JAPANESE}])"), lambda m: ""),
    # スマート・シティ → スマートシティ
    (re.compile("(?<=[ァ-ヺー])・+(?=[ァ-ヺ])"), lambda m: ""),
    # ヴァーチャル → バーチャル
    (re.compile("ヴ([ァィェォ]?)"), lambda m: V_SOUND[m[1]]),
    # サーバー → サーバ: the last long vowel of a word of four letters or more
    (re.compile("(?<=[ァ-ヺー]{2}[ァ-ヺ])ー+(?![ァ-ヺー\u3099\u309a])"), lambda m: ""),
    # 3ヶ所, 3箇所, 三カ月 → 3か所
    (re.compile("(?<=[0-9一二三四五六七八九十数何])[ケカ箇](?=[月所年国])"), lambda m: "か"),
)


def storable(text: str) -> str:
    """The text without NUL and lone surrogates, which neither database takes."""
    return UNSTORABLE.sub("", text)


def fold(text: str) -> str:
    """Characters alone: compatibility forms, case and variant kanji; context plays no part yet."""
    before = None
    while text != before:  # one step may leave what another folds further: ヵ + ゛ → カ + ゛ → ガ
        before, text = text, unicodedata.normalize("NFKC", UNSEEN.sub("", text)).casefold()
        if VARIANT.search(text):  # far cheaper than translating every text
            text = text.translate(VARIANTS)
    return text


def norm(text: str) -> str:
    """Text as it is indexed and compared. `norm(norm(x)) == norm(x)`."""
    text = fold(text)
    for pattern, put in RULES:
        text = pattern.sub(put, text)
    return text


def bigrams(normed: str) -> list[str]:
    """Tokens of folded text in reading order.

    A Japanese run gives its overlapping pairs, then its last character alone: 見 as a prefix reaches every 見.
    A Latin run is one token. GAP stands where something else lies between two runs, so a phrase of tokens is found
    exactly where the same characters stand side by side.
    """
    out: list[str] = []
    end = None
    for match in RUN.finditer(normed):
        if end is not None and match.start() != end:
            out.append(GAP)
        end, run = match.end(), match[0]
        if is_latin(run[0]):
            out.append(run[:LONGEST_WORD])
        else:
            out += map("".join, zip(run, run[1:], strict=False))
            out.append(run[-1])
    return out


def is_latin(char: str) -> bool:
    """Does this folded character belong to a word that is one whole token?"""
    return re.match(f"[{LATIN}]", char) is not None


# --- okurigana: 取り組み, 取組み and 取組 meet in the pair 取組 --------------------------------------------

OKURIGANA = "[いきぎしじちびみりえけげせぜねべめれ]"
KEPT_APART = re.compile(f"([{KANJI}]){OKURIGANA}{{1,2}}(?=([{KANJI}]))")
INFLECTED = re.compile(f"([{KANJI}])[ぁ-ん]{{0,2}}([{KANJI}])[ぁ-ん]{{0,2}}")


def okurigana_pairs(normed: str) -> list[str]:
    """Extra tokens of a text: two kanji that one or two okurigana keep apart (受け付け → 受付)."""
    return [match[1] + match[2] for match in KEPT_APART.finditer(normed)]


def skeleton(word: str) -> str:
    """The two kanji of a word written kanji + okurigana + kanji + okurigana, or "" for any other word."""
    match = INFLECTED.fullmatch(word)
    return match[1] + match[2] if match else ""


# --- years: 令和5年度, R5, 2023年 --------------------------------------------------------------------

ERAS = {"令和": (2018, 30), "r": (2018, 30), "平成": (1988, 31), "h": (1988, 31), "昭和": (1925, 64), "s": (1925, 64)}
DIGIT = {char: value for value, char in enumerate("〇一二三四五六七八九")}
YEAR = re.compile(
    r"(?P<era>令和|平成|昭和|(?<![a-z0-9])[rhs])(?P<nth>元|[0-9]{1,2}|[一二三四五六七八九十]{1,3})年度?"
    r"|(?<![0-9])(?P<western>(?:19|20)[0-9]{2})年度?"
    r"|(?<![a-z0-9])(?P<letter>[rhs])(?P<short>[0-9]{1,2})(?![0-9a-z年])"
)


def era_number(written: str) -> int:
    """元, 5, 五, 十二, 三十一 → a number."""
    if written.isdecimal():
        return int(written)
    if "十" in written:
        tens, ones = written.split("十", 1)
        return DIGIT.get(tens, 1) * 10 + DIGIT.get(ones, 0)
    return 1 if written == "元" else DIGIT.get(written, 0)


def year_of(match: re.Match[str]) -> int:
    """The western year that a match of YEAR names, or 0 if that era had no such year."""
    if match["western"]:
        return int(match["western"])
    start, last = ERAS[match["era"] or match["letter"]]
    nth = era_number(match["nth"] or match["short"])
    return start + nth if 1 <= nth <= last else 0


def year_tokens(normed: str) -> list[str]:
    """The years that a folded text names, each as one token: 令和5年度の決算とR6 → ["y2023", "y2024"]."""
    years = {year_of(match) for match in YEAR.finditer(normed)} - {0}
    return [f"y{year}" for year in sorted(years)]


# --- marking what was found, in the text as it was written ----------------------------------------------

CLUSTER = re.compile("(?s).[\u0300-\u036f\u3099\u309a\uff9e\uff9f\ufe00-\ufe0f\U000e0100-\U000e01ef]*")
# Everyday characters, of which each folds to exactly one: their map needs no walk through clusters.
ONE_TO_ONE = re.compile("[\n -~ぁ-ゖァ-ヺー一-鿿々、。「」・（）　０-９Ａ-Ｚａ-ｚ：／％]*")
Span = tuple[int, int]


@lru_cache(maxsize=8192)
def folded_cluster(cluster: str) -> str:
    """One written character with its marks (ｶﾞ), folded; remembered because a language has few of them."""
    return fold(cluster)


def norm_with_origins(original: str) -> tuple[str, list[Span]]:
    """`norm(original)` and, for each of its characters, the span of the original that it came from.

    Letters that compose across characters in other scripts (Hangul jamo) may fold differently from `norm`; they are
    then merely not marked.
    """
    if ONE_TO_ONE.fullmatch(original):
        text, origins = fold(original), [(at, at + 1) for at in range(len(original))]
    else:
        clusters = [(folded_cluster(match[0]), match.span()) for match in CLUSTER.finditer(original)]
        text = "".join(folded for folded, _ in clusters)
        origins = [span for folded, span in clusters for _ in folded]
    for pattern, put in RULES:
        text, origins = replaced(pattern, put, text, origins)
    return text, origins


def replaced(
    pattern: re.Pattern[str], put: Callable[[re.Match[str]], str], text: str, origins: list[Span]
) -> tuple[str, list[Span]]:
    """`pattern.sub(put, text)`, with the origins carried along: a replacement comes from all that it replaces."""
    out: list[str] = []
    carried: list[Span] = []
    done = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        put_in = put(match)
        out += [text[done:start], put_in]
        carried += origins[done:start] + [(origins[start][0], origins[end - 1][1])] * len(put_in)
        done = end
    if not done:
        return text, origins
    return "".join([*out, text[done:]]), carried + origins[done:]


def wanted(words: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all folded spellings; a token y2023 stands for every writing of that year."""
    parts = []
    for word in sorted({norm(word) for word in words} - {""}, key=len, reverse=True):
        part = re.escape(word)
        if pair := re.fullmatch(f"([{KANJI}])([{KANJI}])", word):
            part = f"{pair[1]}{OKURIGANA}{{0,2}}{pair[2]}"
        if is_latin(word[0]):
            part = f"(?<![{LATIN}]){part}"
        if is_latin(word[-1]) and not word[-1].isalpha():
            part = f"{part}(?![{LATIN}])"
        parts.append(part)
    return re.compile("|".join(parts)) if parts else None


def found_spans(original: str, words: Iterable[str], years: Iterable[str] = ()) -> list[Span]:
    """Where the words (any spelling) and years (y2023) stand in the original text; sorted, not overlapping."""
    text, origins = norm_with_origins(original)
    pattern, years = wanted(words), set(years)
    hits = [match.span() for match in pattern.finditer(text)] if pattern else []
    if years:
        hits += [match.span() for match in YEAR.finditer(text) if f"y{year_of(match)}" in years]
    spans: list[Span] = []
    for start, end in sorted((origins[start][0], origins[end - 1][1]) for start, end in hits):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def marked(original: str, spans: Iterable[Span]) -> SafeString:
    """The text escaped, with `<mark>` round each span. Not a character of the original is lost or added."""
    out, done = [], 0
    for start, end in spans:
        out += [escape(original[done:start]), "<mark>", escape(original[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*out, escape(original[done:])]))  # noqa: S308  each piece was escaped above


def highlight(original: str, query: str | Iterable[str], years: Iterable[str] = ()) -> SafeString:
    """The original as safe HTML with `<mark>` round what was asked for.

    `query` is what a person typed (words between spaces), or the spellings that were searched, already cut.
    """
    words = STRETCH.findall(" ".join(map(norm, query.split()))) if isinstance(query, str) else query
    return marked(original, found_spans(original, words, years))
