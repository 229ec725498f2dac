"""Rooms, cases: facts of a case that come in rows."""

from decimal import Decimal

from django.db import models
from django.db.models import Q

from cases.choices import CostPhase, Payer, SourceKind
from cases.models.case import CaseStudy
from cases.querysets import OfCaseQuerySet

PER_HOUR = {"分": 60, "時間": 1}


def plain(number: Decimal | float) -> str:
    """1,200 or 5.5: no needless zeros."""
    return f"{Decimal(str(number)).quantize(Decimal('0.01')):,f}".rstrip("0").rstrip(".")


class CostLine(models.Model):
    """What was paid, for what, by whom. `amount` in yen, tax included; None is 不明."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, verbose_name="事例", related_name="cost_lines")
    order = models.PositiveSmallIntegerField("順", default=0)
    phase = models.CharField("導入・運用", max_length=6, choices=CostPhase)
    payer = models.CharField("だれが払うか", max_length=10, choices=Payer, default=Payer.OWN)
    label = models.CharField("内容", max_length=100, blank=True)
    amount = models.BigIntegerField("金額（円、税込）", null=True, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("年度", null=True, blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "費用"
        ordering = ["case", "order", "id"]
        constraints = [
            models.CheckConstraint(
                name="cost_not_negative",
                condition=Q(amount__isnull=True) | Q(amount__gte=0),
                violation_error_message="金額は0円以上で入力してください。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_phase_display()} {self.label}".strip()


class Effect(models.Model):
    """An indicator before and after, per item, and how many items a year. None is 不明."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, verbose_name="事例", related_name="effects")
    order = models.PositiveSmallIntegerField("順", default=0)
    indicator = models.CharField("何が", max_length=100)
    unit = models.CharField("単位", max_length=20)
    before = models.DecimalField("前", max_digits=12, decimal_places=2, null=True, blank=True)
    after = models.DecimalField("後", max_digits=12, decimal_places=2, null=True, blank=True)
    volume = models.PositiveIntegerField("年間の件数", null=True, blank=True)
    measured_by = models.CharField("だれが測ったか", max_length=100, blank=True)
    measured_when = models.CharField("いつ測ったか", max_length=100, blank=True)
    is_estimate = models.BooleanField("目分量", default=False)
    is_verified = models.BooleanField("県が確かめた", default=False)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "効果"
        ordering = ["case", "order", "id"]

    def __str__(self) -> str:
        return self.indicator

    def change(self) -> str:
        """60分 → 25分; a side that nobody knows is 不明; "" when both are unknown."""
        if self.before is None and self.after is None:
            return ""
        before, after = ("不明" if side is None else f"{plain(side)}{self.unit}" for side in (self.before, self.after))
        return f"{before} → {after}"

    def hours_saved(self) -> float | None:
        """Hours a year: (before − after) × volume, when the unit is 分 or 時間; None when a part is unknown."""
        per_hour = PER_HOUR.get(self.unit)
        if per_hour is None or self.before is None or self.after is None or self.volume is None:
            return None
        return round(float(self.before - self.after) * self.volume / per_hour, 1)

    def hours_in_words(self) -> str:
        """年840時間減る / 年20時間増える; "" when it cannot be counted."""
        hours = self.hours_saved()
        if hours is None:
            return ""
        return f"年{plain(abs(hours))}時間{'減る' if hours > 0 else '増える'}" if hours else "年の時間は変わらない"

    def formula(self) -> str:
        """（60分 − 25分）× 1,440件 ÷ 60, where `hours_saved` can be counted."""
        before, after = self.before, self.after
        if self.hours_saved() is None or before is None or after is None:
            return ""
        divided = " ÷ 60" if PER_HOUR[self.unit] == 60 else ""
        return f"（{plain(before)}{self.unit} − {plain(after)}{self.unit}）× {self.volume:,}件{divided}"

    def measured(self) -> str:
        """Who measured it and when, and whether it is an estimate."""
        told = "、".join(part for part in (self.measured_by, self.measured_when) if part)
        kind = "目分量" if self.is_estimate else "計測" if told else ""
        return f"{kind}：{told}" if kind and told else kind or told


class CaseObstacle(models.Model):
    """An obstacle that the case met, and how it got past."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, verbose_name="事例", related_name="case_obstacles")
    obstacle = models.ForeignKey("vocabulary.Obstacle", models.PROTECT, verbose_name="つまずき", related_name="+")
    how_passed = models.TextField("どう乗りこえたか", blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出会ったつまずき"
        ordering = ["case", "obstacle__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "obstacle"],
                name="obstacle_once_per_case",
                violation_error_message="同じつまずきは、1つの事例に1回だけ入れられます。",
            )
        ]

    def __str__(self) -> str:
        return str(self.obstacle)


class CaseSource(models.Model):
    """Where a fact of a case comes from: address, publisher, date. What it says is told in own words."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, verbose_name="事例", related_name="sources")
    order = models.PositiveSmallIntegerField("順", default=0)
    title = models.CharField("資料の名前", max_length=200)
    publisher = models.CharField("発行元", max_length=100, blank=True)
    url = models.URLField("アドレス", max_length=500, blank=True)
    kind = models.CharField("種類", max_length=15, choices=SourceKind, default=SourceKind.GOVERNMENT)
    dated = models.CharField("資料の時点", max_length=50, blank=True)
    retrieved_on = models.DateField("見た日", null=True, blank=True)
    says = models.TextField("ここから分かること", blank=True)

    objects = OfCaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出典"
        ordering = ["case", "order", "id"]

    def __str__(self) -> str:
        return self.title
