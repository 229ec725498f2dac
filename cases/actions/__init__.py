"""Rooms, cases: every write with a rule."""

from cases.actions.rollouts import confirm, move, record, why_not_confirm, why_not_move, why_not_record

__all__ = ["confirm", "move", "record", "why_not_confirm", "why_not_move", "why_not_record"]
