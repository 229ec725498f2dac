"""Bridge: every read of needs and of the links between rooms."""

from django.db.models import Count, Q

from accounts.visibility import VisibleQuerySet
from cases.models import CaseStudy
from matching.choices import NeedStatus
from meetings.models import Statement
from search.find import matching_ids
from vocabulary.codes import CodedQuerySet


class NeedQuerySet(CodedQuerySet, VisibleQuerySet):
    """Needs by their own reach; firms also see what was released to them."""

    def reading_rule(self, viewer) -> Q:
        rule = super().reading_rule(viewer)
        if viewer.is_authenticated and viewer.is_firm:
            rule |= Q(released_to_firms=True) & ~Q(status=NeedStatus.DRAFT)
        return rule

    def for_list(self):
        """With everything a row of the board shows, newest first."""
        return (
            self.select_related("municipality", "field", "statement__meeting")
            .annotate(support_count=Count("supports", distinct=True))
            .order_by("-posted_at", "-id")
        )

    def search(self, text: str):
        """Needs with all the words in one need."""
        return self.filter(pk__in=matching_ids(text, kind="need"))


class OfNeedQuerySet(VisibleQuerySet):
    """Rows that belong to a need and are as open as it."""

    path = "need__"


class StatementCaseQuerySet(VisibleQuerySet):
    """A link is seen by whoever sees both of its ends."""

    def visible_to(self, viewer):
        return self.filter(
            statement__in=Statement.objects.visible_to(viewer), case__in=CaseStudy.objects.visible_to(viewer)
        )


class NeedCaseQuerySet(OfNeedQuerySet):
    """A link is seen by whoever sees both of its ends."""

    def visible_to(self, viewer):
        needs = self.model._meta.get_field("need").related_model.objects.visible_to(viewer)
        return self.filter(need__in=needs, case__in=CaseStudy.objects.visible_to(viewer))
