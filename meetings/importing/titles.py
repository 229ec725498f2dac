"""Meetings' room, minutes reader: the title of a record and what it tells."""

import re
from dataclasses import dataclass
from datetime import date

from meetings.importing.dates import find_dates, find_fiscal_year
from meetings.importing.numerals import NUMBER, to_int
from meetings.importing.widths import fold, squeeze

TYPES = (
    "議事録概要版", "会議録概要", "議事要旨", "議事要点録", "議事メモ", "会議メモ", "メモ",
    "議事概要", "議事要録", "議事要約", "会議要録", "会議概要",
    "会議要旨", "会議要点録", "要点録", "速記録", "会見録",
    "会議結果報告", "会議結果", "議事録", "会議録", "要旨", "概要", "結果概要", "結果", "記録", "minutes",
)  # fmt: skip
_TYPE_WORDS = "|".join(rf"{word}|{r'\s+'.join(word)}" for word in TYPES)  # 会　議　録, but not 市民会議　要点録
_TYPE_END = re.compile(
    rf"[\s・]*[(【<\[]?\s*(?P<type>{_TYPE_WORDS})\s*[)】>\]]?\s*(?:\([^()]{{1,16}}\))?\s*$",
    re.I,
)
_TYPE_BEGIN = re.compile(rf"^\s*[【<〔(\[]\s*(?P<type>{_TYPE_WORDS})\s*[】>〕)\]]\s*(?=\S)", re.I)
_RESULT_END = re.compile(r"(?:の)?(?:開催)?結果(?:について|報告|概要)?\s*$")
_ORDINAL = re.compile(
    rf"第\s*(?P<n>{NUMBER})\s*(?:回|次会議|号)|(?P<e>[0-9]{{1,3}})(?:st|nd|rd|th)\b|\(第\s*(?P<m>{NUMBER})\s*回\)|No\.\s*(?P<k>[0-9]+)",
    re.I,
)
_TURN = re.compile(rf"第\s*(?P<n>{NUMBER})\s*回")
_BODY_END = (
    r"会議|委員会|審査会|選定会|評価会|運営会|学習会|検証会|座談会|ヒアリング|公聴会|審議会|協議会|懇話会|懇談会|検討会|部会|分科会|議会|定例会|臨時会|研究会|連絡会|推進会|例会|総会|ワーキンググループ|ワーキング|ＷＧ|WG|WT"
    r"|プロジェクトチーム|タスクフォース|ミーティング|フォーラム|会見|委員協議会|評議会|理事会|幹事会|サミット|ラウンドテーブル|作業部会|本部|小委員会|意見交換会|勉強会|説明会|セミナー|シンポジウム"
)
_BODY_LIKE = re.compile(
    rf"(?:{_BODY_END})(?:$|\s|[(（第])|Council|Committee|Meeting|Conference|Board|Panel|Forum|Group\b"
)
_MINUTES_OF = re.compile(r"(?:minutes|summary|record)?(?:\s+of)?(?:\s*the)?(?:\s+regular)?\s*(?:meeting)?", re.I)
_DATE_TAIL = re.compile(rf"[\s]*[-‐―—~]+\s*{NUMBER}月{NUMBER}日.*$")
_FISCAL_HEAD = re.compile(rf"^(?:令和|平成|昭和|R|H)?\s*(?:元|{NUMBER}|[0-9]{{4}})\s*年度\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a title line tells; `day` is a date written inside it."""

    title: str
    document_type: str | None
    body_name: str | None
    ordinal: int | None
    fiscal_year: int | None
    day: date | None


def type_alone(text: str) -> str | None:
    """The document type a line consists of (`議事概要`, `会　議　録`), or None."""
    tight = squeeze(text).strip("()【】<>[]")
    return next((word for word in TYPES if word == tight.lower()), None)


def title_score(text: str) -> int:
    """How much a line looks like the title of a record; 0 and less: not at all."""
    flat = fold(text)
    if len(flat) > 90 or re.search(r"[。:]", flat) or squeeze(text).startswith(("議事日程", "資料", "次回", "出席")):
        return 0
    bare = _DATE_TAIL.sub("", _without_type(flat)[0])
    score = 1 if re.search(r"年\s*(?:第|[0-9]{1,2}月)\s*\S*(?:例会|臨時会)", bare) else 0
    if bare != flat.rstrip():
        score += 3 if bare.strip() else 0
    if _ORDINAL.search(flat):
        score += 2
    if _BODY_LIKE.search(bare.strip()) or _BODY_LIKE.search(flat):
        score += 2
    if find_fiscal_year(text):
        score += 1
    return score


def read_title(text: str) -> Heading:
    """The parts of a title line. The title loses a document type, a date and a fiscal year set apart by space."""
    flat = fold(text)
    fiscal = find_fiscal_year(text)
    kept, document_type = _without_type(flat)
    tail = _DATE_TAIL.search(kept)
    kept, dated = kept[: tail.start()] if tail else kept, kept
    dates = find_dates(dated, _calendar_year(dated), fiscal)
    day = dates[0].date if dates else None
    for hit in reversed([hit for hit in dates if hit.end <= len(kept)]):
        kept = _cut(kept, hit.begin, hit.end)
    kept, late_type = _without_type(kept)
    title = text[: len(kept)] if flat.startswith(kept) else kept
    head = _FISCAL_HEAD.match(fold(title))
    if head:
        title = title[head.end() :]
    title = _committee_of_assembly(title.strip(" 　・-－–—"))
    return Heading(title, document_type or late_type, body_name_of(text), ordinal_of(text), fiscal, day)


def ordinal_of(text: str) -> int | None:
    """The running number in a title: 第3回, 第四号, 4th."""
    flat = fold(text)
    match = _TURN.search(flat) or _ORDINAL.search(flat)
    if match is None:
        return None
    return to_int(next(value for value in match.groupdict().values() if value))


def body_name_of(text: str) -> str | None:
    """The name of the body in a title: without fiscal year, ordinal, date and document type."""
    flat = _without_type(fold(text))[0]
    for hit in reversed(find_dates(flat, 2000)):
        flat = _cut(flat, hit.begin, hit.end)
    flat = _DATE_TAIL.sub("", flat)
    assembly = re.search(
        r"(\S*?[都道府県市区町村]議会)\s*(?:定例会|臨時会|\d|$|[-(])", re.sub(rf"^.*?第\s*{NUMBER}\s*回", "", flat)
    )
    if assembly:
        return assembly[1].strip() or None
    flat = re.sub(rf"(?:令和|平成|昭和|R|H)?\s*(?:元|{NUMBER}|[0-9]{{4}})\s*年度?", " ", flat)
    flat = re.sub(rf"\(?第\s*{NUMBER}\s*[回号]\)?|[0-9]{{1,3}}(?i:st|nd|rd|th)\b|[0-9]{{1,2}}月度?\S*例会", " ", flat)
    flat = re.sub(r"速記録|\([^()]*\)?", " ", flat).strip()
    if _MINUTES_OF.fullmatch(flat):
        return None
    return re.sub(r"\s+", " " if flat.isascii() else "", flat).strip("の ") or None


def _without_type(flat: str) -> tuple[str, str | None]:
    lead = _TYPE_BEGIN.match(flat)
    if lead:
        return " " * lead.end() + flat[lead.end() :].rstrip(), re.sub(r"\s", "", lead["type"])
    match = _TYPE_END.search(flat)
    if match is None:
        result = _RESULT_END.search(flat)
        if result and result.start() > 4:
            return flat[: result.start()].rstrip(), "会議結果"
        return flat.rstrip(), None
    found = re.sub(r"\s", "", match["type"])
    if match.start() == 0:
        return flat.rstrip(), "Minutes" if found.lower() == "minutes" else found
    kept = re.sub(r"(?<=\S)の$", "", flat[: match.start()].rstrip())
    if found.endswith(("結果", "概要", "報告")):
        kept = re.sub(r"(?<=\S{3})(?:の|\s)*(?:開催|実施)$", "", kept)
    if found == "会見録" and not flat[len(kept) : match.start("type")].strip(" ") and match.start("type") == len(kept):
        kept += "会見"  # 記者会見録 is the record of a 記者会見
    return kept, "Minutes" if found.lower() == "minutes" else found


def _calendar_year(kept: str) -> int | None:
    year = re.search(r"(?:令和|平成)\s*(?:元|[0-9]{1,2})\s*年", kept)
    hits = find_dates(f"{year[0]}1月1日") if year else []
    return hits[0].date.year if hits else None


def _cut(flat: str, begin: int, end: int) -> str:
    """Removes a date and the brackets around it (（11月8日）, （８月２２日開催）)."""
    behind = re.match(r"\s*(?:開催|実施|開催分|分)?\s*\)", flat[end:])
    if behind and flat[:begin].endswith("("):
        begin, end = begin - 1, end + behind.end()
    return flat[:begin].rstrip() if not flat[end:].strip() else flat[:begin] + flat[end:].lstrip()


def _committee_of_assembly(title: str) -> str:
    """かえで市議会　総務常任委員会: the committee is the title, the assembly is where it belongs."""
    parts = title.split()
    if len(parts) > 1 and parts[0].endswith("議会") and parts[-1].endswith("委員会"):
        return parts[-1]
    return title
