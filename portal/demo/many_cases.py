"""Roof, demo: many made-up cases with all that hangs on them, for measuring."""

import datetime
from itertools import cycle, islice

from django.utils import timezone

from accounts.models import Municipality, User
from cases.choices import EXITS, AfterGrant, CaseStatus, CaseVerb, CostPhase, FundingSource, Payer, RolloutStage
from cases.models import CaseEvent, CaseObstacle, CaseSource, CaseStudy, CostLine, Effect, Rollout, RolloutEvent
from portal.demo.many import stored, told
from vocabulary.models import Field, Obstacle, Tool

# Stages that everybody may know and others by turns, so that two rows show both.
STAGES = tuple(
    RolloutStage(stage)
    for stage in ("live", "interested", "sustained", "studying", "building", "paused", "budgeted", "declined", "ended")
)


def fill_cases(sizes: dict[str, int], writer: User) -> list[CaseStudy]:
    """Published cases and those in review, each with all that can hang on a case; the published ones are returned."""
    towns, fields = cycle(Municipality.objects.at_home()), cycle(Field.objects.all())
    statuses = [CaseStatus.PUBLISHED] * sizes["cases"] + [CaseStatus.IN_REVIEW] * sizes["drafts"]
    now = timezone.now()
    rows = []
    for number, status in enumerate(statuses):
        case = CaseStudy(
            municipality=next(towns),
            field=next(fields),
            title=told(number),
            summary="架空の事例です。紙で受けていた申請を、電子で受けるようにしました。",
            work_removed="転記と確認",
            funding=[FundingSource.GENERAL],
            after_grant=AfterGrant.values[number % len(AfterGrant.values)],
            contact="架空課",
            is_fictional=True,
            status=status,
            created_by=writer,
        )
        if status == CaseStatus.PUBLISHED:
            case.published_at, case.published_by = now - datetime.timedelta(hours=number), writer
        rows.append(case)
    cases = stored(CaseStudy, rows)
    fill_facts(sizes, cases, writer)
    fill_rollouts(sizes["rollouts"], cases, writer)
    return cases[: sizes["cases"]]


def fill_facts(sizes: dict[str, int], cases: list[CaseStudy], writer: User) -> None:
    """Costs, sources, effects, obstacles, tools and the history of each case."""
    costs, sources = range(sizes["cost_lines"]), range(sizes["sources"])
    phases, payers = CostPhase.values, Payer.values
    obstacles, tools = cycle(Obstacle.objects.all()), list(Tool.objects.all())
    stored(
        CostLine,
        [
            CostLine(case=case, order=n, phase=phases[n % 2], payer=payers[n % len(payers)], amount=100_000 * (n + 1))
            for case in cases
            for n in costs
        ],
    )
    stored(
        CaseSource,
        [
            CaseSource(case=case, order=n, title=f"架空の資料{n + 1}", url=f"https://example.com/{case.pk}/{n}")
            for case in cases
            for n in sources
        ],
    )
    stored(Effect, [Effect(case=c, indicator="処理時間", unit="分", before=60, after=25, volume=1440) for c in cases])
    stored(CaseObstacle, [CaseObstacle(case=c, obstacle=next(obstacles), how_passed="架空の工夫") for c in cases])
    uses = CaseStudy.tools.through
    stored(uses, [uses(casestudy=c, tool=tool) for c in cases for tool in islice(cycle(tools), min(2, len(tools)))])
    stored(CaseEvent, [CaseEvent(case=c, verb=CaseVerb.PUBLISHED, by=writer) for c in cases if c.published_at])


def fill_rollouts(number: int, cases: list[CaseStudy], writer: User) -> None:
    """`number` towns for each case (fewer where the prefecture has fewer), through all stages, with their history."""
    towns, obstacle = list(Municipality.objects.at_home()), Obstacle.objects.first()
    stages = cycle(STAGES)
    now = timezone.now()
    rollouts = []
    for at, case in enumerate(cases):
        for town in islice(cycle(towns), at, at + min(number, len(towns))):
            stage = next(stages)
            rollouts.append(
                Rollout(
                    case=case,
                    municipality=town,
                    stage=stage,
                    fiscal_year=2025,
                    reason=obstacle if stage in EXITS else None,
                    updated_at=now - datetime.timedelta(days=91 + at),
                )
            )
    rows = stored(Rollout, rollouts)
    stored(RolloutEvent, [RolloutEvent(rollout=r, new_stage=r.stage, reason=r.reason, by=writer) for r in rows])
