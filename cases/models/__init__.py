"""Rooms, cases: one file per idea."""

from cases.models.case import CaseEvent, CaseStudy
from cases.models.facts import CaseObstacle, CaseSource, CostLine, Effect
from cases.models.rollout import Rollout, RolloutEvent

__all__ = ["CaseEvent", "CaseObstacle", "CaseSource", "CaseStudy", "CostLine", "Effect", "Rollout", "RolloutEvent"]
