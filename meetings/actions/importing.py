"""Rooms, meetings: a file becomes a draft. Twice is once, and a half import never exists."""

import re
import unicodedata

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.models import User
from accounts.rules import Refused, require, why_not_secretariat
from documents import readers
from meetings.actions.trail import record
from meetings.choices import MeetingStatus, MeetingVerb
from meetings.importing import reader
from meetings.importing.records import MinutesRecord
from meetings.importing.report import summary_of
from meetings.importing.store import Incoming, store
from meetings.models import Council, CouncilName, Meeting, SourceDocument

PASTED = "貼り付けた文章.txt"


def read_minutes(data: bytes, name: str) -> Incoming:
    """Bytes → lines → record, without the database. Raises UnreadableFile with a sentence for a person."""
    source = readers.read(data, name)
    return Incoming(name, data, source, reader.parse(source))


def why_not_minutes(incoming: Incoming) -> str:
    """A text in which nothing of a meeting can be seen is no record."""
    found = incoming.record
    if found.passages() or found.agenda or found.decisions or (found.title and found.date):
        return ""
    return (
        f"「{incoming.name}」から、会議の記録を読み取れませんでした。"
        "表題・日時・次第・発言のある議事録かどうか、確かめてください。"
    )


def why_not_new(incoming: Incoming, council: Council | None) -> str:
    """The same bytes, or another file of the same meeting, are here already; says under which code."""
    if source := SourceDocument.objects.filter(sha256=incoming.sha256).select_related("meeting").first():
        known = source.meeting
        return f"「{incoming.name}」は、もう取り込んであります（{known.code} {known.title}）。何も変えていません。"
    council = council or known_council(incoming.record)
    if known := same_meeting(incoming.record, council):
        return (
            f"「{incoming.name}」と同じ会議の記録が、もうあります（{known.code} {known.title}）。"
            "中身は違いますが、何も変えていません。"
            f"直すところは{known.code}の確認の画面で直すか、下書きを破棄してから取り込んでください。"
        )
    return ""


def why_not_council(incoming: Incoming, council: Council | None) -> str:
    """Every meeting has a council; without a name in the record a person chooses it."""
    if council or incoming.record.body_name or incoming.record.title:
        return ""
    return f"「{incoming.name}」から、会議の名前を読み取れませんでした。会議体を選んで、もう一度取り込んでください。"


def why_not_import(incoming: Incoming, council: Council | None) -> str:
    """ "" when this source may become a draft; the first reason against it otherwise."""
    return why_not_minutes(incoming) or why_not_council(incoming, council) or why_not_new(incoming, council)


def import_minutes(incoming: Incoming, *, by: User | None, council: Council | None = None) -> Meeting:
    """Store a read source as a draft, in one transaction.

    Refused to anybody but the secretariat, and when it is no record or is here already.

    by: the officer, None for the command line; council: None finds it by the record's name or makes it.
    """
    require(why_not_secretariat(by) if by else "")
    try:
        with transaction.atomic():
            require(why_not_import(incoming, council))
            meeting = store(incoming, council or council_for(incoming.record), by)
            record(meeting, MeetingVerb.IMPORTED, by, f"{incoming.name}：{summary_of(incoming.record)}")
            return meeting
    except IntegrityError as clash:
        # Two people imported the same file in the same moment: the database let one through.
        if sentence := why_not_import(incoming, council):
            raise Refused(sentence) from clash
        raise


def same_meeting(found: MinutesRecord, council: Council | None) -> Meeting | None:
    """The record of the same meeting that was not withdrawn: same council and day, same number or title."""
    if council is None:
        return None
    same = Q(title=found.title or "")
    if found.ordinal is not None:
        same |= Q(ordinal=found.ordinal)
    meetings = Meeting.objects.filter(same, council=council, held_on=found.date)
    return meetings.exclude(status=MeetingStatus.WITHDRAWN).first()


def folded(name: str) -> str:
    """A name without widths and spaces, for comparing."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name))


def known_council(found: MinutesRecord) -> Council | None:
    """The council that has or had the record's name."""
    wanted = folded(found.body_name or found.title or "")
    names = CouncilName.objects.select_related("council").order_by("id")
    return next((name.council for name in names if folded(name.name) == wanted), None) if wanted else None


def council_for(found: MinutesRecord) -> Council:
    """The council of a record: found by its name, else made under it."""
    if council := known_council(found):
        return council
    council = Council.objects.create(slug=free_slug(found.body_name or found.title or ""))
    CouncilName.objects.create(council=council, name=(found.body_name or found.title or "")[:100])
    return council


def free_slug(name: str) -> str:
    """The Latin letters of a name where it has enough of them, else council-1, council-2, …"""
    latin = "-".join(re.findall(r"[a-z0-9]+", unicodedata.normalize("NFKC", name).lower()))[:50]
    taken = set(Council.objects.values_list("slug", flat=True))
    if latin.count("-") and latin not in taken:
        return latin
    number = Council.objects.count() + 1
    while f"council-{number}" in taken:
        number += 1
    return f"council-{number}"
