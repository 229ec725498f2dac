"""Rooms, cases: what a municipality did, told so that another can copy it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse

from accounts.choices import Basis, Reach, Visibility
from cases.choices import AfterGrant, CaseKind, CaseStatus, CaseVerb, FundingSource
from cases.querysets import CaseQuerySet, OfCaseQuerySet
from vocabulary.choices import NetworkModel
from vocabulary.codes import Coded


class CaseStudy(Coded):
    """A full case or a tip. An empty text is 記載なし; a fact named in `unknown_facts` is 不明（出典に記載なし）.

    The facts and their order: ux.md "Case facts", as a table in cases/facts.py. Money is in yen, tax included.
    """

    code_letter = "C"

    kind = models.CharField("種類", max_length=4, choices=CaseKind, default=CaseKind.FULL)
    municipality = models.ForeignKey(
        "accounts.Municipality", models.PROTECT, verbose_name="市町", related_name="cases"
    )
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
            When(status=CaseStatus.IN_REVIEW, then=Value(Reach.PREFECTURE)),
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

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("cases:detail", args=[self.code])

    @property
    def is_tip(self) -> bool:
        return self.kind == CaseKind.TIP

    def funding_labels(self) -> list[str]:
        """財源 in words."""
        return [FundingSource(value).label for value in self.funding]


class CaseEvent(models.Model):
    """Who did what to a case; written by actions, never changed."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, verbose_name="事例", related_name="events")
    verb = models.CharField("したこと", max_length=10, choices=CaseVerb)
    note = models.CharField("内容", max_length=500, blank=True)
    at = models.DateTimeField("日時", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="した人", related_name="+"
    )

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事例の履歴"
        ordering = ["-at", "-id"]

    def __str__(self):
        return f"{self.get_verb_display()} {self.note}".strip()
