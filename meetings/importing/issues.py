"""Meetings' room, minutes import: every spot of a record that a person must decide, as one list in reading order."""

from collections.abc import Iterator

from meetings.choices import IssueKind
from meetings.importing.records import Doubt, MinutesRecord, SectionBlock


def issues_of(record: MinutesRecord) -> list[Doubt]:
    """The reader's doubts and those that follow from the record: speakers, agenda, unread lines, missing facts."""
    found = [
        *record.doubts,
        *missing_facts(record),
        *unknown_speakers(record),
        *unmatched_sections(record),
        *unread_lines(record),
    ]
    unique = {(doubt.kind, doubt.line, doubt.passage, doubt.excerpt): doubt for doubt in reversed(found)}
    known = [kind.value for kind in IssueKind]
    return sorted(unique.values(), key=lambda doubt: (doubt.line or 0, doubt.passage or 0, known.index(doubt.kind)))


def missing_facts(record: MinutesRecord) -> Iterator[Doubt]:
    """Title and date are asked for; other facts may well be 記載なし."""
    if not record.title:
        yield Doubt(
            IssueKind.FACT_MISSING,
            "no_title",
            0,
            "表題",
            "表題を読み取れませんでした。「会議の情報」に入力してください。",
        )
    if record.date is None:
        yield Doubt(
            IssueKind.FACT_MISSING,
            "no_date",
            0,
            "開催日",
            "開催日を読み取れませんでした。「会議の情報」に入力してください。記録にもなければ「問題なし」にしてください。",
        )


def unknown_speakers(record: MinutesRecord) -> Iterator[Doubt]:
    """One for each turn without a speaker, at its first statement."""
    told = {doubt.passage for doubt in record.doubts if doubt.kind == IssueKind.SPEAKER_UNKNOWN}
    for turn in record.turns:
        if turn.speaker or not turn.paragraphs or told & {passage.no for passage in turn.paragraphs}:
            continue
        first = turn.paragraphs[0]
        yield Doubt(
            IssueKind.SPEAKER_UNKNOWN,
            "turn_without_speaker",
            turn.line,
            first.text[:60],
            "だれの発言か、記録に書かれていません。話者を入れるか、記載がないままなら「問題なし」にしてください。",
            first.no,
        )


def unmatched_sections(record: MinutesRecord) -> Iterator[Doubt]:
    """One for each heading whose statements belong to no agenda item, at the first of them; none without an agenda."""
    if not record.agenda or any(doubt.kind == IssueKind.AGENDA_UNMATCHED for doubt in record.doubts):
        return
    numbers = {item.no for item in record.agenda}
    by_id = {section.id: section for section in record.sections}
    firsts: dict[str, int] = {}
    lines: dict[str, int] = {}
    holders = [(section.id, section.items) for section in record.sections]
    holders += [(turn.section or "", turn.paragraphs) for turn in record.turns]
    for key, passages in holders:
        if passages and not matched(by_id.get(key), by_id, numbers) and passages[0].no < firsts.get(key, 10**9):
            firsts[key], lines[key] = passages[0].no, passages[0].line
    for key, first in firsts.items():
        heading = by_id[key].heading if key in by_id else None
        yield Doubt(
            IssueKind.AGENDA_UNMATCHED,
            "section_without_agenda_item",
            by_id[key].line if key in by_id else lines[key],
            heading or "見出しのない所",
            "どの次第での発言か、分かりません。次第を選ぶか、なくてよければ「問題なし」にしてください。",
            first,
        )


def matched(section: SectionBlock | None, by_id: dict[str, SectionBlock], numbers: set[str]) -> bool:
    """Whether a heading or one above it names an item of the agenda."""
    seen: set[str] = set()
    while section and section.id not in seen:
        if section.agenda_no in numbers:
            return True
        seen.add(section.id)
        section = by_id.get(section.parent or "")
    return False


def unread_lines(record: MinutesRecord) -> Iterator[Doubt]:
    """Lines that no recogniser claims; they are listed, never dropped."""
    told = {doubt.line for doubt in record.doubts if doubt.kind == IssueKind.UNPARSED}
    for line in record.unparsed:
        if line.line not in told:
            yield Doubt(
                IssueKind.UNPARSED,
                "unclaimed_line",
                line.line,
                line.text,
                "どこにも入れていない行です。発言の一部なら、その発言の文に書き足してください。",
            )


def shortened(text: str, length: int) -> str:
    """The text, cut with … where a column cannot hold it. The original keeps it whole."""
    return text if len(text) <= length else text[: length - 1] + "…"
