"""Bridge: needs, うちも, and the links between statements, needs and cases."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Reach, Visibility
from accounts.models import Municipality
from accounts.visibility import Viewer
from matching.choices import KNOWS_ANONYMOUS, Budget, NeedStatus, NeedVerb
from matching.querysets import (
    NeedCaseQuerySet,
    NeedEventQuerySet,
    NeedQuerySet,
    NeedSupportQuerySet,
    StatementCaseQuerySet,
)
from search.choices import Kind
from search.index import Entry
from vocabulary.choices import NetworkModel
from vocabulary.codes import Coded


class Need(Coded):
    """A trouble, told as a problem: today's way and the work to remove, never a specification.

    A need made from a statement has no municipality; it is the secretariat's, and towns join it by うちも.
    """

    code_letter = "N"

    title = models.CharField("困りごと", max_length=120)
    today = models.TextField("今のやり方", blank=True)
    work_to_remove = models.TextField("減らしたい作業", blank=True)
    field = models.ForeignKey(
        "vocabulary.Field", models.PROTECT, null=True, blank=True, verbose_name="分野", related_name="needs"
    )
    obstacles: ClassVar = models.ManyToManyField("vocabulary.Obstacle", verbose_name="つまずき", blank=True)
    volume = models.CharField("量（件数・時間）", max_length=200, blank=True)
    tools = models.CharField("使える道具", max_length=200, blank=True)
    network = models.CharField("ネットワーク", max_length=10, choices=NetworkModel, blank=True)
    budget = models.CharField("予算", max_length=10, choices=Budget, blank=True)
    deadline = models.CharField("期限", max_length=100, blank=True)
    cannot_say = models.TextField("言えない事情", blank=True)
    statement = models.ForeignKey(
        "meetings.Statement", models.SET_NULL, null=True, blank=True, verbose_name="もとの発言", related_name="needs"
    )

    municipality = models.ForeignKey(
        "accounts.Municipality", models.PROTECT, null=True, blank=True, verbose_name="市町", related_name="needs"
    )
    is_anonymous = models.BooleanField("市町の名前を出さない", default=False)
    is_fictional = models.BooleanField("架空", default=False)
    visibility = models.CharField("公開の範囲", max_length=10, choices=Visibility, default=Visibility.MEMBERS)
    released_to_firms = models.BooleanField("企業にも見せる", default=False)
    status = models.CharField("状態", max_length=10, choices=NeedStatus, default=NeedStatus.DRAFT)
    status_reason = models.CharField("状態を変えた理由", max_length=300, blank=True)
    reach = models.GeneratedField(
        verbose_name="いま読める範囲",
        expression=Case(When(status=NeedStatus.DRAFT, then=Value(Reach.PRIVATE)), default=F("visibility")),
        output_field=models.CharField(max_length=12),
        db_persist=True,
    )
    created_at = models.DateTimeField("作成日時", auto_now_add=True)
    updated_at = models.DateTimeField("更新日時", auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="書いた人", related_name="+"
    )
    posted_at = models.DateTimeField("出した日時", null=True, blank=True)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "困りごと"
        ordering = ["-posted_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="need_of_statement_has_no_town",
                condition=Q(statement__isnull=True) | Q(municipality__isnull=True),
                violation_error_message="発言から作った困りごとに、市町は入れられません。",
            ),
            models.CheckConstraint(
                name="need_anonymous_has_town",
                condition=Q(is_anonymous=False) | Q(municipality__isnull=False),
                violation_error_message="名前を出さない設定は、市町の困りごとにだけ使えます。",
            ),
            models.CheckConstraint(
                name="need_posted_when",
                condition=Q(status=NeedStatus.DRAFT, posted_at=None)
                | ~Q(status=NeedStatus.DRAFT) & Q(posted_at__isnull=False),
                violation_error_message="出した日時は、出したあとにだけ入ります。",
            ),
            models.CheckConstraint(
                name="need_dropped_with_reason",
                condition=~Q(status=NeedStatus.DROPPED) | ~Q(status_reason=""),
                violation_error_message="見送りにするときは、理由を入力してください。",
            ),
        ]
        indexes = [models.Index(fields=["-posted_at", "-id"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("matching:need", args=[self.code])

    def search_entries(self) -> list[Entry]:
        """How the need is found: no further than its record, where it was made from one.

        The index never learns whose an anonymous need is, unless only its town reads it.
        """
        record = self.statement.meeting if self.statement else None
        open_to_firms = record is None or record.reach == Reach.PUBLIC
        named = not self.is_anonymous or self.reach in (Reach.PRIVATE, Reach.PREFECTURE)
        return [
            Entry(
                kind=Kind.NEED,
                object_id=self.pk,
                code=self.code,
                title=self.title,
                body="\n".join(filter(None, [self.today, self.work_to_remove, self.volume, self.tools])),
                date=self.posted_at and timezone.localtime(self.posted_at).date(),
                reach=min(self.reach, record.reach, key=Reach.values.index) if record else self.reach,
                owner=self.municipality_id or "" if named else "",
                released=self.released_to_firms and self.status != NeedStatus.DRAFT and open_to_firms,
                parent=record.code if record else "",
            )
        ]

    def town_for(self, viewer: Viewer) -> Municipality | None:
        """The municipality as `viewer` may know it: None when there is none or when it stays unnamed for him."""
        if not self.is_anonymous:
            return self.municipality
        if not viewer.is_authenticated:
            return None
        return self.municipality if viewer.role in KNOWS_ANONYMOUS or self.is_own_of(viewer) else None

    def is_own_of(self, viewer: Viewer) -> bool:
        """True for the staff of the town that wrote it."""
        return viewer.is_authenticated and viewer.is_town and viewer.municipality_id == self.municipality_id

    def confidence_for(self, viewer: Viewer) -> str:
        """言えない事情, for its own town and for those who look after needs; "" for everybody else."""
        inside = self.is_own_of(viewer) or (viewer.is_authenticated and viewer.role in KNOWS_ANONYMOUS)
        return self.cannot_say if inside else ""


class NeedSupport(models.Model):
    """うちも: another town has the same need. The name goes to the prefecture alone; others see a count."""

    need = models.ForeignKey(Need, models.CASCADE, verbose_name="困りごと", related_name="supports")
    municipality = models.ForeignKey(
        "accounts.Municipality", models.PROTECT, verbose_name="市町", related_name="need_supports"
    )
    note = models.CharField("ひとこと", max_length=300, blank=True)
    at = models.DateTimeField("日時", auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="した人", related_name="+")

    objects = NeedSupportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "うちも"
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "municipality"],
                name="support_once_per_municipality",
                violation_error_message="この市町は、もう「うちも」を押しています。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.municipality}も"


class NeedEvent(models.Model):
    """Who did what to a need; written by actions, never changed. For its town and the prefecture."""

    need = models.ForeignKey(Need, models.CASCADE, verbose_name="困りごと", related_name="events")
    verb = models.CharField("したこと", max_length=10, choices=NeedVerb)
    note = models.CharField("内容", max_length=300, blank=True)
    at = models.DateTimeField("日時", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="した人", related_name="+"
    )

    objects = NeedEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "困りごとの履歴"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.note}".strip()


class Link(models.Model):
    """What two kinds of link have in common: who made it, when, and why the two belong together."""

    note = models.CharField("どう関係するか", max_length=300, blank=True)
    at = models.DateTimeField("日時", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="つないだ人", related_name="+"
    )

    class Meta:
        abstract = True


class StatementCase(Link):
    """A statement speaks of a case, or a case answers a statement."""

    statement = models.ForeignKey("meetings.Statement", models.CASCADE, verbose_name="発言", related_name="case_links")
    case = models.ForeignKey("cases.CaseStudy", models.CASCADE, verbose_name="事例", related_name="statement_links")

    objects = StatementCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "発言と事例のつながり"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "case"],
                name="statement_case_once",
                violation_error_message="この発言と事例は、もうつながっています。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.statement} → {self.case}"


class NeedCase(Link):
    """A case that may answer a need."""

    need = models.ForeignKey(Need, models.CASCADE, verbose_name="困りごと", related_name="case_links")
    case = models.ForeignKey("cases.CaseStudy", models.CASCADE, verbose_name="事例", related_name="need_links")

    objects = NeedCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "困りごとと事例のつながり"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["need", "case"],
                name="need_case_once",
                violation_error_message="この困りごとと事例は、もうつながっています。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.need} → {self.case}"
