"""Meetings' room, minutes reader: what stands at the head of a line, and lines without words."""

import re
from dataclasses import dataclass

from meetings.importing.numerals import NUMBER, to_int

_KANJI = r"[一二三四五六七八九十]{1,3}"
_UNITS = (
    r""
    r"(?:年(?!間計画)|月|日(?![時程])|時(?!間割)|分(?![科析])|人(?![事材権])|名(?![称簿])|件(?!名)|(?:市町村?|町村|[市町村区])(?=$|[、。)」・がはでをへに])"
    r"|回(?![覧答])|か所|カ所|箇所|か月|カ月|億|万|円|%|割|倍|階|号|歳|番|つ)"
)
_THEMES = r"テーマ|論点|トピック|Topic|Theme"
_TOPICS = r"議題|議事|議案|案件|協議|報告|審議|協議事項|報告事項|審議事項|決議事項|その他事項"

# (kind, outline level, pattern on the folded text); the first that fits is taken.
_PATTERNS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("hash", 0, re.compile(r"#{1,6}\s+")),
    ("topic", 1, re.compile(rf"日程\s*第?\s*(?P<n>{NUMBER})\s*(?:[:、.]\s*)?")),
    ("topic", 1, re.compile(rf"(?:{_TOPICS})\s*第?\s*\(?\s*(?P<n>{NUMBER})\s*\)?\s*号?[\s:.、]+(?=\S)")),
    ("topic", 1, re.compile(rf"(?:{_TOPICS})\s*\(\s*(?P<n>{NUMBER})\s*\)\s*(?=[^\s、。にのをはで])")),
    ("topic", 1, re.compile(rf"第\s*(?P<n>{NUMBER})\s*号\s*議案(?:\s|:)\s*(?=\S)")),
    ("theme", 1, re.compile(rf"(?:{_THEMES})\s*\(?\s*(?P<n>{NUMBER})\s*\)?[\s:.、]+(?=\S)", re.I)),
    ("chapter", 1, re.compile(rf"第\s*(?P<n>{NUMBER})(?:章|部)?[\s、.]+(?=\S)")),
    ("roman", 1, re.compile(r"(?P<n>[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ])\s*[.、]?\s*(?=\S)|(?P<n2>I{1,3}|IV|VI{0,3}|IX|X)\.\s+(?=\S)")),
    ("deep", 2, re.compile(r"(?P<n>[0-9]{1,2}(?:[.-][0-9]{1,2})+)(?:\.|\s)\s*(?=\S)")),
    ("dot", 1, re.compile(r"(?P<n>[0-9]{1,2})\s*[.、,]\s*(?![0-9])(?=\S)")),
    ("plain", 1, re.compile(rf"(?P<n>[0-9]{{1,2}})\s+(?!{_UNITS})(?=[^\s0-9:~-])")),
    ("kanji", 1, re.compile(rf"(?P<n>{_KANJI})\s*[、.]\s*(?=\S)|(?P<n2>{_KANJI})\s{{1,2}}(?=\S)")),
    ("paren", 2, re.compile(rf"\(\s*(?P<n>{NUMBER})\s*\)\s*")),
    ("ring", 3, re.compile(r"(?P<n>[①-⑳])\s*")),
    ("half", 4, re.compile(r"(?P<n>[0-9]{1,2})\)\s*")),
    ("kana", 4, re.compile(r"(?P<n>\(?[ア-ンa-zA-Z]\))\s*|(?P<n2>[ア-オ])[\s.、](?=\S)")),
    ("circle", 0, re.compile(r"○(?!○)\s*")),
    ("double", 0, re.compile(r"◎\s*")),
    ("square", 0, re.compile(r"[■□◆◇▼▽▲△▶★☆]\s*")),
    ("arrow", 0, re.compile(r"(?:→|⇒|=>|->)\s*")),
    ("note", 0, re.compile(r"[※*](?=[^\s*])\s*|※\s*")),
    ("bullet", 0, re.compile(r"(?:[・•●▪‣·∙➢✓]|[*+-](?=\s)|-(?=[^\s\d-]))\s*")),
)
_ROMANS = {sign: place for place, sign in enumerate("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", 1)}
_RINGS = {sign: place for place, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}

RULE = re.compile(r"^[\s|:+=*_◇◆○●☆★~―─━—–-]*$")
PAGE = re.compile(
    r"^(?:[-―—–<\[(]?\s*(?:p\.?\s*)?[0-9]{1,4}\s*(?:/\s*[0-9]{1,4})?\s*[-―—–>\])]?|[0-9]{1,4}\s*ページ)$", re.I
)
END = re.compile(r"^[(【「\[]?\s*(?:以\s*上|了|おわり|終わり|end)\s*[)】」\].。]?$", re.I)
STAGE = re.compile(
    r"^(?:〔[^〕]*(?:登壇|降壇|退席|着席|退場|入場|退室|入室|着座|呼ぶ|拍手|休憩|再開|略|説明|挙手|起立|笑|声|参照|交代|あり|なし|議員)[^〕]*〕|\(.*(?:と呼ぶ者|あり|なし|登壇|着席|退席|退室|入室|起立|挙手|拍手|笑声|休憩|略|説明)\s*\)|\[.*登壇\]"
    r"|\([^()。]{0,16}(?:開会|閉会|挨拶|あいさつ|終了|休憩|再開|声)[^()。]{0,8}\)"
    r"|[-―—–]{1,2}[^-―—–\d][^-―—–]*[-―—–]{1,2}|"
    r"\(\s*(?:開\s*会|閉\s*会|開会前|閉会後|開会後|休\s*憩|再\s*開|質疑|異議なし|全員了承|了承)\s*\))$"
)
CHROME = re.compile(
    r"^(?:本文へ(?:移動)?|本文ここから|ページの先頭へ(?:戻る)?|トップページ|メニュー|印刷|戻る|ここまでが?本文.*"
    r"|skip to .*)$",
    re.I,
)
DISCLAIMER = re.compile(r"^\(.*(?:架空|解析テスト|創作|フィクション).*\)$")


@dataclass(frozen=True, slots=True)
class Mark:
    """The head of a line: `kind`, the sign as printed, the outline level (0 where it has none) and its number."""

    kind: str
    sign: str
    level: int
    number: int | None
    end: int

    @property
    def numbered(self) -> bool:
        """Whether the mark counts (1., （１）, ①, 日程第１ …)."""
        return self.level > 0 and self.kind != "hash"


def mark_of(flat: str) -> Mark | None:
    """The mark a folded, stripped line begins with; of stacked marks (`- ・`, `• 1.`) the innermost."""
    found: Mark | None = None
    begin = 0
    for _ in range(4):
        step = _single(flat, begin)
        if step is None or (found is not None and found.kind not in ("bullet", "hash")):
            break
        if found is not None and found.kind == "hash" and not step.numbered and step.kind != "square":
            break
        found = (
            step
            if found is None or found.kind != "hash"
            else Mark("hash", found.sign, found.level, step.number, step.end)
        )
        begin = step.end
    return found


def _single(flat: str, begin: int) -> Mark | None:
    for kind, level, pattern in _PATTERNS:
        match = pattern.match(flat, begin)
        if match is None:
            continue
        sign = match[0].strip()
        if kind == "hash":
            return Mark(kind, sign, len(sign), None, match.end())
        groups = match.groupdict()
        number = groups.get("n") or groups.get("n2")
        if kind == "deep" and number:
            level = len(re.split(r"[.-]", number))
        return Mark(kind, sign, level, _number(number), match.end())
    return None


def _number(text: str | None) -> int | None:
    if not text:
        return None
    return _RINGS.get(text) or _ROMANS.get(text) or to_int(re.split(r"[.-]", text)[-1])


def wordless_kind(flat: str) -> str | None:
    """What a line without content is: rule, page, end, stage, site frame or disclaimer; None for any other line."""
    if RULE.match(flat) and not re.fullmatch(r"[○●]\s*", flat):
        return "rule"
    if PAGE.match(flat):
        return "page"
    if END.match(flat):
        return "end"
    if CHROME.match(flat):
        return "frame"
    if DISCLAIMER.match(flat):
        return "disclaimer"
    if STAGE.match(flat):
        return "stage"
    return None
