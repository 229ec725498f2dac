"""Roof, demo: cases told from public sources, each with its source and date, and the towns that they name.

What a source does not say is 不明（出典に記載なし）. Everything is 要確認 until its town has looked at it.
"""

import datetime
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from accounts.choices import Basis
from accounts.models import Municipality, User
from cases.actions import publishing, rollouts, writing
from cases.facts import missing
from cases.models import CaseStudy
from vocabulary.models import Field, Tool

STORIES = Path(__file__).parent / "cases.json"
PLAIN = (
    "title",
    "summary",
    "work_removed",
    "evidence",
    "funding",
    "period",
    "vendor",
    "impressions",
    "preconditions",
    "as_said",
    "trouble",
    "done",
    "result",
)


def values_of(story: dict[str, Any]) -> dict[str, Any]:
    """The columns of a case."""
    values = {name: story[name] for name in PLAIN if story.get(name)}
    values["field"] = Field.objects.get(slug=story["field"])
    values["tools"] = list(Tool.objects.filter(slug__in=story["tools"]))
    values["visibility"] = "public"
    return values


def rows_of(story: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The rows of a case: effects, obstacles, sources."""
    effects = [
        effect | {"before": Decimal(effect["before"]), "after": Decimal(effect["after"])}
        for effect in story.get("effects", [])
    ]
    obstacles = [{"obstacle_id": code, "how_passed": how} for code, how in story.get("obstacles", [])]
    return {"effects": effects, "case_obstacles": obstacles, "sources": story["sources"]}


def tell(story: dict[str, Any], editor: User, second: User) -> CaseStudy:
    """One case, from draft to public, and the rollouts that its sources name."""
    town = Municipality.objects.by_code(story["municipality"]).get()
    case = writing.create(
        by=editor,
        municipality=town,
        kind=story["kind"],
        basis=Basis.PUBLIC_SOURCE,
        values=values_of(story),
        rows=rows_of(story),
    )
    unknown = [fact.key for fact in missing(case)]
    case = writing.save(case, by=editor, revision=None, values={"unknown_facts": unknown}).case
    publishing.submit(case, by=editor)
    case = publishing.publish(case, by=second)
    for place in own_rollout(story) + story["rollouts"]:
        spread(case, place, editor)
    return case


def own_rollout(story: dict[str, Any]) -> list[dict[str, Any]]:
    """The town of the case itself, where its sources say how far it is."""
    if not story["stage"]:
        return []
    source = story["sources"][-1]
    return [
        {
            "municipality": story["municipality"],
            "stage": story["stage"],
            "since": story.get("since"),
            "source_url": source["url"],
            "source_date": source["dated"],
        }
    ]


def spread(case: CaseStudy, place: dict[str, Any], editor: User) -> None:
    """One town with this case, from a public source."""
    since = place.get("since")
    rollouts.record(
        case,
        Municipality.objects.by_code(place["municipality"]).get(),
        place["stage"],
        by=editor,
        basis=Basis.PUBLIC_SOURCE,
        remark=place.get("note", ""),
        since=datetime.date.fromisoformat(since) if since else None,
        fiscal_year=place.get("fiscal_year"),
        source_url=place["source_url"],
        source_date=place["source_date"],
    )


def load_stories(editor: User, second: User) -> list[CaseStudy]:
    """All stories; those whose title and town are there already are left alone."""
    told = []
    for story in reversed(json.loads(STORIES.read_text(encoding="utf-8"))):  # the fullest is told last: newest first
        town = Municipality.objects.by_code(story["municipality"]).get()
        if not CaseStudy.objects.filter(municipality=town, title=story["title"]).exists():
            told.append(tell(story, editor, second))
    return told
