"""Bridge: every read of needs and of the links between rooms."""

from django.db.models import Case, CharField, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from accounts.visibility import VisibleQuerySet, belongs_to_prefecture, visible_q
from cases.models import CaseStudy
from matching.choices import KNOWS_ANONYMOUS, NeedStatus
from search.find import matching_ids
from vocabulary.codes import CodedQuerySet


class NeedQuerySet(CodedQuerySet, VisibleQuerySet):
    """Needs by their own reach; firms also see what was released to them.

    A need made from a statement repeats its words, so it is never read further than the record it was made from.
    """

    def reading_rule(self, viewer) -> Q:
        rule = super().reading_rule(viewer)
        if viewer.is_authenticated and viewer.is_firm:
            rule |= Q(released_to_firms=True) & ~Q(status=NeedStatus.DRAFT)
        return rule & (Q(statement__isnull=True) | visible_q(viewer, "statement__meeting__", owner=None))

    def for_list(self):
        """With everything a row of the board shows, newest first."""
        supports = self.model._meta.get_field("supports").related_model.objects
        joined = supports.filter(need=OuterRef("pk")).order_by().values("need").annotate(n=Count("pk")).values("n")
        return (
            self.select_related("municipality", "field", "statement__meeting")
            .annotate(support_count=Coalesce(Subquery(joined), 0))
            .order_by("-posted_at", "-id")
        )

    def with_shown_town(self, viewer):
        """Adds `shown_town`: the name as `viewer` may know it, else None. For lists that are drawn elsewhere."""
        if viewer.is_authenticated and viewer.role in KNOWS_ANONYMOUS:
            return self.annotate(shown_town=F("municipality__name"))
        named = When(is_anonymous=False, then=F("municipality__name"))
        return self.annotate(shown_town=Case(named, default=None, output_field=CharField()))

    def for_search(self):
        """All needs, for the search index."""
        return self.select_related("statement__meeting").order_by("pk")

    def search(self, text: str):
        """Needs with all the words in one need."""
        return self.filter(pk__in=matching_ids(text, kind="need"))


class NeedSupportQuerySet(VisibleQuerySet):
    """うちも: the prefecture sees who, a town sees its own; everybody else has the count."""

    path = "need__"

    def reading_rule(self, viewer) -> Q:
        rule = super().reading_rule(viewer)
        if belongs_to_prefecture(viewer):
            return rule
        if viewer.is_authenticated and viewer.is_town:
            return rule & Q(municipality=viewer.municipality_id)
        return Q(pk__in=[])


class NeedEventQuerySet(VisibleQuerySet):
    """The trail names people, so it is read by the need's own town and by those who may know an anonymous one."""

    path = "need__"

    def reading_rule(self, viewer) -> Q:
        rule = super().reading_rule(viewer)
        if viewer.is_authenticated and viewer.role in KNOWS_ANONYMOUS:
            return rule
        if viewer.is_authenticated and viewer.is_town:
            return rule & Q(need__municipality=viewer.municipality_id)
        return Q(pk__in=[])


class StatementCaseQuerySet(VisibleQuerySet):
    """A link is seen by whoever sees both of its ends; asked by joins, because there are very many statements."""

    def reading_rule(self, viewer) -> Q:
        return visible_q(viewer, "statement__meeting__", None) & visible_q(viewer, "case__")


class NeedCaseQuerySet(VisibleQuerySet):
    """A link is seen by whoever sees both of its ends."""

    def visible_to(self, viewer):
        needs = self.model._meta.get_field("need").related_model.objects.visible_to(viewer)
        return self.filter(need__in=needs, case__in=CaseStudy.objects.visible_to(viewer))
