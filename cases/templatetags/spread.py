"""Rooms, cases: how a stage is drawn: a letter in a box that has a colour too, and the word beside it."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join

from accounts.visibility import Viewer
from cases.choices import STAGE_LETTERS, STAGE_MEANS, RolloutStage
from cases.models import Rollout
from cases.spread import Spread

register = template.Library()


@register.simple_tag
def stage(value: str) -> str:
    """関 in its box and the word 関心 after it."""
    known = RolloutStage(value)
    return format_html('<span class="stage stage-{}">{}</span> {}', known.value, STAGE_LETTERS[known], known.label)


@register.simple_tag
def rollout_of(spread: Spread[Any], user: Viewer) -> Rollout | None:
    """The rollout of the reader's own town among those of a case; None for a reader without a town."""
    found: Rollout | None = spread.of(getattr(user, "municipality_id", None))
    return found


@register.simple_tag
def legend() -> str:
    """All stages with their letters, as a list."""
    rows = format_html_join("", "<li>{}</li>", ((stage(value),) for value in RolloutStage))
    return format_html('<ul class="legend" aria-label="段階の凡例">{}</ul>', rows)


@register.simple_tag
def stages_explained() -> str:
    """What each stage means, as a list."""
    rows = format_html_join(
        "", "<li><span>{}</span> <span>{}</span></li>", ((stage(k), v) for k, v in STAGE_MEANS.items())
    )
    return format_html('<ul class="stages">{}</ul>', rows)
