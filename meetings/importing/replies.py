"""Meetings' room, minutes reader: which turn answers which: a rule that proposes, for a person to confirm."""

from dataclasses import replace

from meetings.importing.records import SpokenTurn

ANSWERING = ("prefecture", "official", "secretariat")
ASKING = ("municipality", "member", "guest", "adviser", "chair")
_WANTS = (
    "か。",
    "か？",
    "か",
    "？",
    "?",
    "たい。",
    "ください。",
    "伺います。",
    "いただきたい。",
    "求めます。",
    "願います。",
    "どうか。",
)


def link_replies(turns: tuple[SpokenTurn, ...], answers: frozenset[int]) -> tuple[SpokenTurn, ...]:
    """Turns with `reply_to` where the answer is plain.

    A turn of the prefecture, an official or the secretariat answers the municipality's, member's or guest's turn right
    before it in the same section. A second one in a row answers the same question. `answers` are turns that the source
    itself marks as answers (→, A1, the answer column).
    """
    linked: list[SpokenTurn] = []
    for turn in turns:
        before = linked[-1] if linked else None
        target: int | None = None
        if before is not None and before.section == turn.section:
            if turn.no in answers:
                target = before.reply_to if before.no in answers else before.no
            elif turn.kind in ANSWERING and _asks(before):
                target = before.no
            elif (
                turn.kind in ANSWERING
                and turn.kind != "secretariat"
                and before.kind in ANSWERING
                and before.speaker != turn.speaker
            ):
                target = before.reply_to
        linked.append(replace(turn, reply_to=target) if target is not None else turn)
    return tuple(linked)


def _asks(turn: SpokenTurn) -> bool:
    """A town, a member or a guest may always be answered; the chair only where the chair asks for something."""
    if turn.kind == "chair":
        last = turn.paragraphs[-1].text if turn.paragraphs else ""
        return last.endswith(("求めます。", "お願いします。", "願います。", "伺います。", "か。"))
    return turn.kind in ASKING and turn.reply_to is None
