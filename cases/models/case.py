"""Rooms, cases: what a municipality did, told so that another can copy it."""

from typing import ClassVar, NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Basis, Reach, Visibility
from cases.choices import AfterGrant, CaseKind, CaseStatus, CaseVerb, CostPhase, FundingSource, RolloutStage
from cases.querysets import CaseEventQuerySet, CaseQuerySet
from search.index import Entry
from vocabulary.choices import NetworkModel
from vocabulary.codes import Coded

# Columns that people fill with words: what the search box reads beside the rows.
TOLD = (
    "summary",
    "work_removed",
    "trouble",
    "done",
    "result",
    "evidence",
    "funding_note",
    "after_grant_note",
    "engagement",
    "work_added",
    "pitfalls",
    "impressions",
    "vendor",
    "preconditions",
    "stop_criteria",
    "period",
    "staffing",
    "documents",
    "as_said",
    "contact",
)


class Costs(NamedTuple):
    """Sums of a case in yen, tax included, of the amounts that are known; `has_unknown` says that a part is not."""

    setup: int | None
    yearly: int | None
    has_unknown: bool

    @property
    def total(self) -> int | None:
        """Setup and one year; None when nothing is known."""
        known = [amount for amount in (self.setup, self.yearly) if amount is not None]
        return sum(known) if known else None


class CaseStudy(Coded):
    """A full case or a tip. An empty text is 記載なし; a fact named in `unknown_facts` is 不明（出典に記載なし）.

    The facts and their order: ux.md "Case facts", as a table in cases/facts.py. Money is in yen, tax included.
    """

    code_letter = "C"

    kind = models.CharField("種類", max_length=4, choices=CaseKind, default=CaseKind.FULL)
    municipality = models.ForeignKey("accounts.Municipality", models.PROTECT, verbose_name="市町", related_name="cases")
    basis = models.CharField("だれの入力か", max_length=15, choices=Basis, default=Basis.TOWN)
    title = models.CharField("題名", max_length=120)
    field = models.ForeignKey("vocabulary.Field", models.PROTECT, verbose_name="分野", related_name="cases")
    summary = models.TextField("あらまし", blank=True)
    # the eight facts that publishing needs (effects and costs are rows of their own)
    work_removed = models.TextField("減る作業", blank=True)
    evidence = models.TextField("効果の根拠", blank=True)
    funding = models.JSONField("財源", default=list, blank=True)
    funding_note = models.CharField("財源の説明", max_length=300, blank=True)
    after_grant = models.CharField("交付金が終わったあと", max_length=10, choices=AfterGrant, blank=True)
    after_grant_note = models.TextField("どう続けるか", blank=True)
    contact = models.CharField("問い合わせ先（課）", max_length=120, blank=True)
    # twelve that help a copier
    period = models.CharField("期間", max_length=200, blank=True)
    staffing = models.CharField("人員", max_length=200, blank=True)
    engagement = models.TextField("原課の巻き込み方", blank=True)
    work_added = models.TextField("増えた作業", blank=True)
    pitfalls = models.TextField("つまずいた点", blank=True)
    impressions = models.TextField("使ってみた感想", blank=True)
    tools: ClassVar = models.ManyToManyField("vocabulary.Tool", verbose_name="道具", blank=True, related_name="cases")
    vendor = models.CharField("事業者と契約方法", max_length=300, blank=True)
    network = models.CharField("ネットワーク条件", max_length=10, choices=NetworkModel, blank=True)
    documents = models.CharField("様式・仕様書の有無", max_length=300, blank=True)
    preconditions = models.CharField("前提（人口・件数など）", max_length=300, blank=True)
    stop_criteria = models.CharField("やめる条件", max_length=300, blank=True)
    # a tip's own
    trouble = models.TextField("困っていたこと", blank=True)
    done = models.TextField("したこと", blank=True)
    result = models.TextField("どうなったか", blank=True)
    # what the record said and what is known today are never mixed
    as_said = models.TextField("記録で語られたこと", blank=True)
    unknown_facts = models.JSONField("不明（出典に記載なし）の項目", default=list, blank=True)
    needs_confirmation = models.BooleanField("要確認", default=False)
    is_fictional = models.BooleanField("架空", default=False)

    visibility = models.CharField("公開の範囲", max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    status = models.CharField("状態", max_length=10, choices=CaseStatus, default=CaseStatus.DRAFT)
    reach = models.GeneratedField(
        verbose_name="いま読める範囲",
        expression=Case(
            When(status=CaseStatus.PUBLISHED, then=F("visibility")),
            When(status__in=[CaseStatus.IN_REVIEW, CaseStatus.WITHDRAWN], then=Value(Reach.PREFECTURE)),
            When(~Q(basis=Basis.TOWN), then=Value(Reach.PREFECTURE)),
            default=Value(Reach.PRIVATE),
        ),
        output_field=models.CharField(max_length=12),
        db_persist=True,
    )
    internal_decision_on = models.DateField("庁内で決裁した日", null=True, blank=True)
    returned_reason = models.TextField("差し戻しの理由", blank=True)
    revision = models.PositiveIntegerField("版", default=1)

    created_at = models.DateTimeField("作成日時", auto_now_add=True)
    updated_at = models.DateTimeField("更新日時", auto_now=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="作った人", related_name="+"
    )
    published_at = models.DateTimeField("公開日時", null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="公開した人", related_name="+"
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事例"
        ordering = ["-published_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="case_published_who_and_when",
                condition=Q(
                    status__in=[CaseStatus.PUBLISHED, CaseStatus.WITHDRAWN],
                    published_at__isnull=False,
                    published_by__isnull=False,
                )
                | Q(
                    status__in=[CaseStatus.DRAFT, CaseStatus.RETURNED, CaseStatus.IN_REVIEW],
                    published_at=None,
                    published_by=None,
                ),
                violation_error_message="公開日と公開した人は、公開のあとにだけ入ります。",
            ),
            models.CheckConstraint(
                name="case_returned_with_reason",
                condition=~Q(status=CaseStatus.RETURNED) | ~Q(returned_reason=""),
                violation_error_message="差し戻すときは、理由を入力してください。",
            ),
            models.CheckConstraint(
                name="case_title_said",
                condition=~Q(title=""),
                violation_error_message="題名を入力してください。",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"]),
            models.Index(fields=["municipality", "status"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("cases:detail", args=[self.code])

    @property
    def is_tip(self) -> bool:
        return self.kind == CaseKind.TIP

    @property
    def stage_label(self) -> str:
        """The own town's stage in words, where `for_list` found one that everybody may know."""
        stage = getattr(self, "own_stage", None)
        return RolloutStage(stage).label if stage else ""

    def funding_labels(self) -> list[str]:
        """財源 in words."""
        return [FundingSource(value).label for value in self.funding if value in FundingSource.values]

    def costs(self) -> Costs:
        """Setup and yearly sums of the cost lines."""
        lines = list(self.cost_lines.all())

        def known(phase: str) -> int | None:
            amounts = [line.amount for line in lines if line.phase == phase and line.amount is not None]
            return sum(amounts) if amounts else None

        has_unknown = any(line.amount is None for line in lines)
        return Costs(known(CostPhase.SETUP), known(CostPhase.YEARLY), has_unknown)

    def search_entries(self) -> list[Entry]:
        """What the search box knows of this case: every word somebody wrote, and the names of its choices."""
        words = [getattr(self, name) for name in TOLD]
        words += [str(self.municipality), str(self.field), *self.funding_labels(), self.get_after_grant_display()]
        words += [tool.name for tool in self.tools.all()]
        words += [f"{line.label} {line.get_payer_display()}" for line in self.cost_lines.all()]
        words += [effect.indicator for effect in self.effects.all()]
        words += [f"{met.obstacle} {met.how_passed}" for met in self.case_obstacles.all()]
        words += [f"{source.title} {source.publisher} {source.says}" for source in self.sources.all()]
        return [
            Entry(
                kind="case",
                object_id=self.pk,
                code=self.code,
                title=self.title,
                body="\n".join(word for word in words if word.strip()),
                date=timezone.localdate(self.published_at or self.created_at),
                reach=self.reach,
                owner=self.municipality_id,
            )
        ]


class CaseEvent(models.Model):
    """Who did what to a case; written by actions, never changed."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, verbose_name="事例", related_name="events")
    verb = models.CharField("したこと", max_length=10, choices=CaseVerb)
    note = models.CharField("内容", max_length=500, blank=True)
    at = models.DateTimeField("日時", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="した人", related_name="+"
    )

    objects = CaseEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事例の履歴"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.note}".strip()
