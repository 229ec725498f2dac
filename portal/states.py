"""Roof: the tables of moves of all rooms, as diagrams for docs/states.md."""

from collections.abc import Mapping, Set

from django.db.models import TextChoices

from cases.choices import MOVES as CASE_MOVES
from cases.choices import ROLLOUT_MOVES, CaseStatus, RolloutStage
from matching.choices import NEED_MOVES, NeedStatus
from meetings.choices import MOVES as MEETING_MOVES
from meetings.choices import MeetingStatus

# heading, file that holds the table, states, moves
TABLES: tuple[tuple[str, str, type[TextChoices], Mapping[TextChoices, Set[TextChoices]]], ...] = (
    ("Records of meetings", "meetings/choices.py", MeetingStatus, MEETING_MOVES),
    ("Cases", "cases/choices.py", CaseStatus, CASE_MOVES),
    ("Rollouts", "cases/choices.py", RolloutStage, ROLLOUT_MOVES),
    ("Needs", "matching/choices.py", NeedStatus, NEED_MOVES),
)
HEAD = """# States and their moves

Printed by `manage.py draw_states` from the tables in the rooms; never edited by hand.
"""


def diagram(states: type[TextChoices], moves: Mapping[TextChoices, Set[TextChoices]]) -> str:
    """One table of moves in Mermaid's notation, in the order of the states."""
    names = [f'    state "{state.label}" as {state.value}' for state in states]
    arrows = [f"    {old.value} --> {new.value}" for old in states for new in states if new in moves[old]]
    return "\n".join(["```mermaid", "stateDiagram-v2", *names, *arrows, "```"])


def document() -> str:
    """The whole page."""
    parts = [
        f"## {heading}\n\nFrom `{place}`.\n\n{diagram(states, moves)}\n" for heading, place, states, moves in TABLES
    ]
    return "\n".join([HEAD, *parts])
