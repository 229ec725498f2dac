"""Rooms, cases: how a case spreads, town by town, and the history that is only ever added to."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.choices import Basis
from cases.choices import STAGE_LETTERS, STAGE_WANTS, STALE_AFTER, RolloutStage
from cases.models.case import CaseStudy
from cases.querysets import OfRolloutQuerySet, RolloutQuerySet


class Rollout(models.Model):
    """How far one town is with one case. Blank in the matrix is 情報なし: there is no row then."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, verbose_name="事例", related_name="rollouts")
    municipality = models.ForeignKey(
        "accounts.Municipality", models.PROTECT, verbose_name="市町", related_name="rollouts"
    )
    stage = models.CharField("段階", max_length=10, choices=RolloutStage)
    basis = models.CharField("だれの言葉か", max_length=15, choices=Basis, default=Basis.TOWN)
    since = models.DateField("この段階になった日", null=True, blank=True)
    section = models.CharField("担当の課（原課）", max_length=100, blank=True)
    remark = models.CharField("ひとこと", max_length=300, blank=True)
    reason = models.ForeignKey(
        "vocabulary.Obstacle", models.PROTECT, null=True, blank=True, verbose_name="理由", related_name="+"
    )
    fiscal_year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    grant_ends_on = models.DateField("交付金の終わる日", null=True, blank=True)
    # for what is known from public sources: shown 要確認 until the town takes it over
    source_url = models.URLField("出典のアドレス", max_length=500, blank=True)
    source_date = models.CharField("出典の時点", max_length=50, blank=True)
    confirmed_at = models.DateTimeField("市町が確かめた日時", null=True, blank=True)
    updated_at = models.DateTimeField("最後に動いた日時")

    objects = RolloutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "広がり"
        ordering = ["case", "municipality"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "municipality"],
                name="rollout_once_per_municipality",
                violation_error_message="この市町の段階は、もう入っています。",
            ),
            models.CheckConstraint(
                name="rollout_public_source_has_address",
                condition=~Q(basis=Basis.PUBLIC_SOURCE) | (~Q(source_url="") & ~Q(source_date="")),
                violation_error_message="公開資料から入れるときは、出典のアドレスと時点を入力してください。",
            ),
            models.CheckConstraint(
                name="rollout_exit_has_reason",
                condition=~Q(stage__in=[RolloutStage.DECLINED, RolloutStage.PAUSED, RolloutStage.ENDED])
                | Q(reason__isnull=False),
                violation_error_message="見送り・中断・終了のときは、理由を選んでください。",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "stage"]), models.Index(fields=["stage", "updated_at"])]

    def __str__(self) -> str:
        return f"{self.municipality}：{self.get_stage_display()}"

    def get_absolute_url(self) -> str:
        return reverse("cases:rollout", args=[self.case.code, self.municipality.code5])

    @property
    def letter(self) -> str:
        """関 検 予 構 運 自, exits 見 中 終."""
        return STAGE_LETTERS[RolloutStage(self.stage)]

    @property
    def needs_confirmation(self) -> bool:
        """True while the words are not the town's own."""
        return self.basis != Basis.TOWN and self.confirmed_at is None

    @property
    def is_stale(self) -> bool:
        """確認待ち: 90 days without news on the way, a year once it runs. Told to its town and the prefecture only."""
        days = STALE_AFTER.get(RolloutStage(self.stage))
        return days is not None and self.updated_at < timezone.now() - datetime.timedelta(days=days)

    def wanted_facts(self) -> list[str]:
        """Names of the facts that this stage would like to know and that are still empty."""
        wants = STAGE_WANTS.get(RolloutStage(self.stage), ())
        return [
            str(getattr(self._meta.get_field(name), "verbose_name", name)) for name in wants if not getattr(self, name)
        ]


class RolloutEvent(models.Model):
    """One change of a rollout, or a word that nothing changed. Rows are only added.

    `save` refuses a second time, `delete` always, the queryset too, and the database by triggers (migration 0002).
    """

    rollout = models.ForeignKey(Rollout, models.PROTECT, verbose_name="広がり", related_name="events")
    old_stage = models.CharField("前", max_length=10, choices=RolloutStage, blank=True)
    new_stage = models.CharField("後", max_length=10, choices=RolloutStage)
    basis = models.CharField("だれの言葉か", max_length=15, choices=Basis, default=Basis.TOWN)
    reason = models.ForeignKey(
        "vocabulary.Obstacle", models.PROTECT, null=True, blank=True, verbose_name="理由", related_name="+"
    )
    note = models.CharField("説明", max_length=500, blank=True)
    evidence = models.CharField("根拠（資料・アドレス）", max_length=500, blank=True)
    at = models.DateTimeField("日時", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="した人", related_name="+"
    )

    objects = OfRolloutQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "広がりの履歴"
        ordering = ["at", "id"]

    def __str__(self) -> str:
        if self.old_stage == self.new_stage:
            return f"{self.get_new_stage_display()}のまま（確かめました）"
        return f"{self.get_old_stage_display() or '（はじめ）'} → {self.get_new_stage_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk:
            raise ValueError("The history of a rollout is only ever added to.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise ValueError("The history of a rollout is only ever added to.")
