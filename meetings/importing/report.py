"""Meetings' room, minutes import: what a person is told after a record was read, before or after it is stored."""

from collections import Counter

from meetings.choices import IssueKind, SpeakerKind
from meetings.importing.issues import issues_of
from meetings.importing.records import MinutesRecord
from vocabulary.dates import clock, wareki


def summary_of(record: MinutesRecord) -> str:
    """One line: 発言50、まとまり11、次第3、要対応7、読み取れなかった行0."""
    unread = len(record.unparsed)
    return (
        f"発言{len(record.passages())}、発言のまとまり{len(record.turns)}、次第{len(record.agenda)}、"
        f"要対応{len(issues_of(record))}（うち読み取れなかった行{unread}）"
    )


def report_of(record: MinutesRecord) -> list[str]:
    """The report as lines: facts, counts, doubtful spots with their lines, unread lines word for word."""
    return [*facts(record), *counts(record), *doubts(record), *unread(record)]


def facts(record: MinutesRecord) -> list[str]:
    """Title, day and place, or that they could not be read."""
    hours = "～".join(clock(moment) for moment in (record.start, record.end) if moment)
    return [
        f"表題　　{record.title or '読み取れませんでした'}",
        f"開催日　{wareki(record.date) if record.date else '読み取れませんでした'}　{hours or '時刻は記載なし'}",
        f"場所　　{record.place or '記載なし'}",
    ]


def counts(record: MinutesRecord) -> list[str]:
    """How much was read, and who speaks how often."""
    of_kind = Counter(turn.kind for turn in record.turns)
    who = "、".join(f"{SpeakerKind(kind).label}{number}" for kind, number in of_kind.items())
    return [
        f"次第　　{len(record.agenda)}",
        f"発言　　{len(record.passages())}（報告など{sum(len(one.items) for one in record.sections)}、"
        f"話者のある発言{sum(len(one.paragraphs) for one in record.turns)}）",
        f"まとまり{len(record.turns)}{f'（{who}）' if who else ''}",
        f"答えの案{sum(turn.reply_to is not None for turn in record.turns)}",
    ]


def doubts(record: MinutesRecord) -> list[str]:
    """The doubtful spots, each with its line; lines that could not be read are told by `unread`."""
    found = [doubt for doubt in issues_of(record) if doubt.kind != IssueKind.UNPARSED]
    if not found:
        return ["要対応　ありません"]
    lines = [f"要対応　{len(found)}件"]
    for doubt in found:
        where = f"{doubt.line}行目" if doubt.line else "全体"
        of = f"（発言{doubt.passage}）" if doubt.passage else ""
        lines.append(f"　{where}{of}　{IssueKind(doubt.kind).label}「{doubt.excerpt}」　{doubt.note}")
    return lines


def unread(record: MinutesRecord) -> list[str]:
    """Lines that no rule could place, word for word."""
    if not record.unparsed:
        return ["読み取れなかった行　ありません"]
    return [f"読み取れなかった行　{len(record.unparsed)}行"] + [
        f"　{line.line}行目　{line.text}" for line in record.unparsed
    ]
