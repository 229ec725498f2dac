"""Rooms, cases: every read."""

from django.db.models import Count, OuterRef, Q, Subquery

from accounts.visibility import VisibleQuerySet, belongs_to_prefecture
from cases.choices import RUNNING_STAGES, SHOWN_STAGES
from search.find import matching_ids
from vocabulary.codes import CodedQuerySet


class CaseQuerySet(CodedQuerySet, VisibleQuerySet):
    """Cases by their own reach."""

    def for_list(self):
        """With everything a row of the list shows, newest first."""
        own_stage = self.model.rollouts.rel.related_model.objects.filter(
            case=OuterRef("pk"), municipality=OuterRef("municipality")
        )
        return (
            self.select_related("municipality", "field")
            .prefetch_related("tools", "cost_lines", "effects")
            .annotate(
                own_stage=Subquery(own_stage.values("stage")[:1]),
                running_count=Count("rollouts", Q(rollouts__stage__in=RUNNING_STAGES), distinct=True),
            )
            .order_by("-published_at", "-id")
        )

    def for_page(self):
        """With everything the page of one case shows."""
        return self.select_related("municipality", "field", "created_by").prefetch_related(
            "tools", "cost_lines", "effects", "case_obstacles__obstacle", "sources"
        )

    def search(self, text: str):
        """Cases with all the words in one case."""
        return self.filter(pk__in=matching_ids(text, kind="case"))


class OfCaseQuerySet(VisibleQuerySet):
    """Rows that belong to a case."""

    path = "case__"


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
        return self.select_related("case__municipality", "municipality", "reason").order_by("case_id", "municipality_id")


class OfRolloutQuerySet(VisibleQuerySet):
    """History of rollouts: for the town itself and the prefecture, because it holds reasons and hidden stages."""

    def reading_rule(self, viewer) -> Q:
        rule = super().reading_rule(viewer)
        if belongs_to_prefecture(viewer):
            return rule
        if viewer.is_authenticated and viewer.is_town:
            return rule & Q(rollout__municipality=viewer.municipality_id)
        return Q(pk__in=[])

    path = "rollout__case__"
