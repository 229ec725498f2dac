"""Meetings' room, minutes reader: an item of business: number, title, times, presenter, planned minutes."""

import re

from meetings.importing.clocks import find_span, minutes_in
from meetings.importing.draft import AgendaDraft
from meetings.importing.labels import label_of
from meetings.importing.roles import role_at_end
from meetings.importing.widths import fold, squeeze

_LEADING_TIME = re.compile(
    r"^\s*[(\[]?\s*(?:(?:午前|午後)?\s*[0-9]{1,2}\s*(?:[:：]\s*[0-9]{2}|時(?:\s*[0-9]{1,2}\s*分|半)?)\s*(?:~|-|から|→)?\s*){1,2}(?:まで)?\s*[)\]]?\s*"
)
_TAIL = re.compile(r"\s*[(【\[]\s*(?P<inner>[^()【】\[\]]*(?:\([^()]*\)[^()【】\[\]]*)?)\s*[)】\]]\s*$")
_PRESENTER_WORD = re.compile(r"^(?:説明|説明者|発表|発表者|報告|報告者|講師|担当|提案|提案者|進行)\s*:\s*")
_NO_PERSON = re.compile(r"案|報告|協議|審議|承認|公開|継続|新規|予定|資料|参考|別紙|第|その|年度|関係|[0-9]")
_INLINE = re.compile(r"(?:(?<=\s)|^)[(]?(?P<n>[0-9]{1,2}|[①-⑳])[).、.]?\s*(?=[^\s0-9年月日時分人名件)])")
PROCEDURAL = re.compile(
    r"(?:開会|閉会|開議|散会|閉議|開式|閉式|休憩|再開|開会宣言|閉会宣言|開会(?:の)?(?:挨拶|あいさつ|ことば|言葉)?|閉会(?:の)?(?:挨拶|あいさつ|ことば|言葉)?)$"
)
CONTAINER = re.compile(r"(?:議事|議題|報告|報告事項|協議|協議事項|審議|審議事項|議案|付議事項|案件|討議|議事・?報告)$")
BUSINESS = re.compile(
    r"(?:について|の件|に関すること|に関する件|に対する質疑)$|^(?:議案|報告|承認)第|(?:議案|(?:一般|代表|緊急)質問)$"
)


def read_item(no: str, text: str, line: int) -> AgendaDraft:
    """An item from its text without the number; times, minutes and presenter are cut off the title."""
    item = AgendaDraft(no, text.strip(), line)
    flat = fold(item.title)
    lead = _LEADING_TIME.match(flat)
    if lead:
        span = find_span(flat[: lead.end()])
        if span is not None:
            item.start, item.end = span.start, span.end
            item.title = item.title[lead.end() :].strip()
    _cut_tails(item)
    return item


def split_inline(value: str) -> list[str]:
    """The items of a list written in one line (1開会 2市長あいさつ 3…); the value itself where it is none."""
    flat = fold(value)
    cuts = list(_INLINE.finditer(flat))
    if len(cuts) < 2 or cuts[0].start() > 0:
        return [value]
    ends = [cut.start() for cut in cuts[1:]] + [len(value)]
    return [value[cut.end() : end].strip() for cut, end in zip(cuts, ends, strict=True)]


def heading_key(text: str) -> str:
    """A heading as it would stand in the agenda: without times, minutes, presenter and spaces."""
    return read_item("", text, 0).key


def is_procedural(title: str) -> bool:
    """Whether an item only opens or closes the meeting."""
    return bool(PROCEDURAL.fullmatch(squeeze(title)))


def is_container(title: str) -> bool:
    """Whether an item only holds others (議事, 報告事項)."""
    return bool(CONTAINER.fullmatch(squeeze(title)))


def is_business(title: str) -> bool:
    """Whether a heading is phrased as an item of business (…について, …の件, 議案第3号 …)."""
    return bool(BUSINESS.search(squeeze(title)))


def _cut_tails(item: AgendaDraft) -> None:
    """Takes brackets off the end as long as they say a length, a time or a person."""
    for _ in range(3):
        tail = _TAIL.search(fold(item.title))
        if tail is None or tail.start() == 0:
            return
        inner = item.title[tail.start("inner") : tail.end("inner")].strip()
        flat = fold(inner)
        length = minutes_in(flat)
        span = find_span(flat)
        if length is not None:
            item.minutes = length
        elif span is not None and len(flat) <= 40:
            item.start, item.end = item.start or span.start, item.end or span.end
            beside = re.sub(r"^[\s、,/]+|[\s、,/]+$", "", inner[: span.begin] + inner[span.finish :])
            if beside and item.presenter is None and _is_person(beside):
                item.presenter = beside
        elif _PRESENTER_WORD.match(flat):
            item.presenter = inner[_PRESENTER_WORD.match(flat).end() :].strip()  # type: ignore[union-attr]
        elif _is_person(inner):
            item.presenter = inner
        else:
            return
        item.title = item.title[: tail.start()].strip()


def _is_person(inner: str) -> bool:
    tight = squeeze(inner)
    if not tight or len(tight) > 40 or "。" in tight:
        return False
    parts = inner.split()
    if label_of(inner) is not None or role_at_end(tight) or (len(parts) > 1 and any(label_of(one) for one in parts)):
        return True
    return not _NO_PERSON.search(tight) and bool(
        re.search(r"(?:課|部|局|室|係|センター|株式会社|市|町|村|県|氏|様)$", tight)
    )
