"""Rooms, meetings: the words of a draft outside its statements: agenda, headings, decisions, papers.

They are published too, so what is hidden in a statement must be findable and removable here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import models, transaction

from accounts.models import User
from accounts.rules import require
from meetings.actions.trail import lock_for_editing, record
from meetings.choices import MeetingVerb
from meetings.models import AgendaItem, Attachment, Decision, Meeting, Section
from meetings.stamps import stamp_of

# Model, its field, what people call it, whether it may be empty.
PARTS: tuple[tuple[type[models.Model], str, str, bool], ...] = (
    (AgendaItem, "title", "次第", False),
    (AgendaItem, "presenter", "説明者", True),
    (Section, "heading", "見出し", True),
    (Decision, "text", "決まったこと", False),
    (Attachment, "title", "資料名", False),
)


@dataclass(frozen=True, slots=True)
class Word:
    """A text of a record outside its statements, under a key that a form can carry."""

    key: str
    label: str
    text: str
    longest: int | None
    may_be_empty: bool
    row: models.Model
    field: str


def words_of(meeting: Meeting) -> list[Word]:
    """All such texts that are not empty, in their order; one query for each kind of row."""
    found: list[Word] = []
    for model, field, label, may_be_empty in PARTS:
        longest = getattr(model._meta.get_field(field), "max_length", None)
        for row in model._default_manager.filter(meeting=meeting).order_by("order"):
            text = getattr(row, field)
            key = f"{model._meta.model_name}-{row.pk}-{field}"
            name = f"{label}{row.order}"  # type: ignore[attr-defined]
            if text:
                found.append(Word(key, name, text, longest, may_be_empty, row, field))
    return found


def stamp_of_words(words: list[Word]) -> str:
    """What a form about these texts was based on."""
    return stamp_of(*(f"{word.key}={word.text}" for word in words))


def why_not_same_words(words: list[Word], seen: str) -> str:
    """ "" while the texts are as their reader saw them."""
    if stamp_of_words(words) == seen:
        return ""
    return "次第や見出しは、画面を開いたあとでほかの人が直しました。何も変えていません。いまの内容と見比べてください。"


@transaction.atomic
def relabel(meeting: Meeting, *, by: User, seen: str, words: Mapping[str, str]) -> int:
    """Save new texts (key → text); returns how many changed. A title or a decision is never emptied."""
    meeting = lock_for_editing(meeting, by)
    known = words_of(meeting)
    require(why_not_same_words(known, seen))
    changed = [word for word in known if words.get(word.key, word.text).strip() != word.text]
    for word in changed:
        text = words[word.key].strip()
        require("" if text or word.may_be_empty else f"{word.label}を空にはできません。")
        setattr(word.row, word.field, text)
        word.row.save(update_fields=[word.field])
    if changed:
        record(meeting, MeetingVerb.EDITED, by, "・".join(word.label for word in changed))
    return len(changed)


def places_of(meeting: Meeting, words: str) -> list[str]:
    """Where else in the record these words can still be read: 発言4, 見出し2 …"""
    statements = meeting.statements.filter(text__contains=words).order_by("number").values_list("number", flat=True)
    parts = [word.label for word in words_of(meeting) if words in word.text]
    return [f"発言{number}" for number in statements] + parts + ["会議の表題"] * (words in meeting.title)
