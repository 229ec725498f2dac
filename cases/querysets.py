"""Rooms, cases: every read."""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Self

from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.visibility import Viewer, VisibleQuerySet, belongs_to_prefecture
from cases.choices import RUNNING_STAGES, SHOWN_STAGES, STALE_AFTER, CaseStatus, CaseVerb
from cases.spread import Spread, StageCount, tellable
from search.find import matching_ids
from vocabulary.codes import CodedQuerySet


class CaseQuerySet(CodedQuerySet, VisibleQuerySet):
    """Cases by their own reach."""

    def for_list(self):
        """With everything a row of the list shows, newest first; the stage only where everybody may know it."""
        own_stage = self.rollouts_of(OuterRef("pk")).filter(
            municipality=OuterRef("municipality"), stage__in=SHOWN_STAGES
        )
        return (
            self.select_related("municipality", "field")
            .prefetch_related("tools", "cost_lines", "effects")
            .annotate(own_stage=Subquery(own_stage.values("stage")[:1]))
            .with_running_count()
            .order_by("-published_at", "-id")
        )

    def rollouts_of(self, case):
        """Every rollout of one case, for subqueries; a subquery counts without multiplying rows."""
        return self.model.rollouts.rel.related_model.objects.filter(case=case).order_by()

    def with_running_count(self):
        """`running_count`: towns that run the case today. Running stages are as open as the case itself."""
        running = self.rollouts_of(OuterRef("pk")).filter(stage__in=RUNNING_STAGES)
        counted = running.values("case").annotate(towns=Count("pk")).values("towns")
        return self.annotate(running_count=Coalesce(Subquery(counted), 0))

    def with_total_cost(self):
        """`total_cost`: setup and one year in yen, of the amounts that are known; None when none is."""
        lines = self.model.cost_lines.rel.related_model.objects.filter(case=OuterRef("pk")).order_by()
        known = lines.filter(amount__isnull=False)
        return self.annotate(total_cost=Subquery(known.values("case").annotate(yen=Sum("amount")).values("yen")))

    def for_page(self):
        """With everything the page of one case shows."""
        return self.select_related("municipality", "field", "created_by").prefetch_related(
            "tools", "cost_lines", "effects", "case_obstacles__obstacle", "sources"
        )

    def search(self, text: str):
        """Cases with all the words in one case."""
        return self.filter(pk__in=matching_ids(text, kind="case"))

    def for_search(self) -> "CaseQuerySet":
        """With everything the search index keeps of a case."""
        return self.for_page()

    def for_spread(self):
        """Published cases that have spread at all, side by side with those of the same field."""
        begun = self.filter(Exists(self.rollouts_of(OuterRef("pk"))), status=CaseStatus.PUBLISHED)
        return begun.select_related("field").order_by("field__order", "field_id", "pk")


class OfCaseQuerySet(VisibleQuerySet):
    """Rows that belong to a case."""

    path = "case__"


class CaseEventQuerySet(OfCaseQuerySet):
    """History of cases. What town and prefecture said to each other before publication stays between them."""

    def reading_rule(self, viewer) -> Q:
        rule = super().reading_rule(viewer)
        if belongs_to_prefecture(viewer):
            return rule
        told = Q(verb__in=[CaseVerb.PUBLISHED, CaseVerb.UPDATED, CaseVerb.CONFIRMED])
        if viewer.is_authenticated and viewer.is_town:
            told |= Q(case__municipality=viewer.municipality_id)
        return rule & told

    def for_page(self):
        """With who did it, newest first."""
        return self.select_related("by__municipality").order_by("-at", "-id")


class RolloutQuerySet(OfCaseQuerySet):
    """Rollouts: as open as their case from 予算化 on; before and after that for their town and the prefecture."""

    def reading_rule(self, viewer) -> Q:
        shown = Q(stage__in=SHOWN_STAGES)
        if belongs_to_prefecture(viewer):
            shown = ~Q(pk=None)
        elif viewer.is_authenticated and viewer.is_town:
            shown |= Q(municipality=viewer.municipality_id)
        return super().reading_rule(viewer) & shown

    def for_list(self):
        """With everything a row shows, by case and official order of the towns."""
        rows = self.select_related("case__municipality", "municipality", "reason")
        return rows.order_by("case_id", "municipality_id")

    def stale(self) -> Self:
        """確認待ち: 90 days without news on the way, a year once it runs. Only for a town's own rows and the board."""
        now = timezone.now()
        return self.filter(
            reduce(
                or_,
                (Q(stage=stage, updated_at__lt=now - timedelta(days=days)) for stage, days in STALE_AFTER.items()),
            )
        )

    def stale_for(self, viewer: Viewer) -> Self:
        """確認待ち as far as `viewer` is told: all for the prefecture, a town's own for its staff, else none."""
        if belongs_to_prefecture(viewer):
            return self.stale()
        if viewer.is_authenticated and viewer.is_town:
            return self.stale().filter(municipality=viewer.municipality_id)
        return self.none()

    def stage_counts(self, cases, viewer) -> dict[int, list[StageCount]]:
        """Case id -> counts by stage as `viewer` may be told them (product.md §8.5), in one grouped query.

        Counts are over all towns whatever this queryset was narrowed to: a count for one region would tell by
        subtraction. Cases that the viewer may not read are left out.
        """
        ids = [case.pk for case in cases]
        rows = (
            self.model.objects.filter(OfCaseQuerySet.reading_rule(self, viewer), case__in=ids)
            .order_by()
            .values_list("case_id", "stage")
            .annotate(towns=Count("pk"))
        )
        counts: dict[int, dict[str, int]] = {}
        for case_id, stage, towns in rows:
            counts.setdefault(case_id, {})[stage] = towns
        exact = belongs_to_prefecture(viewer)
        return {case_id: tellable(counts.get(case_id, {}), exact=exact) for case_id in ids}

    def spread_of(self, cases, viewer) -> dict[int, Spread]:
        """Case id -> how far it has spread, as `viewer` may know it. Two queries for any number of cases.

        The named rollouts are those of this queryset that the viewer may see; the counts are those of `stage_counts`.
        """
        found = self.visible_to(viewer).filter(case__in=[case.pk for case in cases])
        named: dict[int, list] = {}
        for rollout in found.select_related("municipality").order_by("municipality__region_order", "municipality_id"):
            named.setdefault(rollout.case_id, []).append(rollout)
        counts = self.stage_counts(cases, viewer)
        return {case_id: Spread(told, named.get(case_id, [])) for case_id, told in counts.items()}


def reads_inside(viewer, municipality_id: str) -> bool:
    """Whether `viewer` reads reasons, sections and history of a rollout: its own town and the prefecture."""
    own = viewer.is_authenticated and viewer.is_town and viewer.municipality_id == municipality_id
    return own or belongs_to_prefecture(viewer)


class OfRolloutQuerySet(VisibleQuerySet):
    """History of rollouts: for the town itself and the prefecture, because it holds reasons and hidden stages."""

    path = "rollout__case__"

    def reading_rule(self, viewer) -> Q:
        rule = super().reading_rule(viewer)
        if belongs_to_prefecture(viewer):
            return rule
        if viewer.is_authenticated and viewer.is_town:
            return rule & Q(rollout__municipality=viewer.municipality_id)
        return Q(pk__in=[])

    def for_list(self):
        """With everything a line of the history shows, newest first."""
        return self.select_related("reason", "by").order_by("-at", "-id")

    def update(self, **kwargs):
        raise ValueError("The history of a rollout is only ever added to.")

    update.alters_data = True

    def delete(self):
        raise ValueError("The history of a rollout is only ever added to.")

    delete.alters_data = True
    delete.queryset_only = True
