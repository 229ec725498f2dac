"""Rooms, meetings: doubtful spots, each of which needs one decision."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.choices import IssueDecision, IssueKind
from meetings.models.meeting import Meeting
from meetings.models.statement import Statement
from meetings.querysets import DeskQuerySet


class ReviewIssue(models.Model):
    """A spot that the reader was not sure of. `rule` names the rule that flagged it; the source stays as it is."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="issues")
    statement = models.ForeignKey(
        Statement, models.CASCADE, null=True, blank=True, verbose_name="発言", related_name="issues"
    )
    kind = models.CharField("種類", max_length=20, choices=IssueKind)
    rule = models.CharField("規則", max_length=60)
    line = models.PositiveIntegerField("原本の行", null=True, blank=True)
    excerpt = models.CharField("気になる所", max_length=200)
    note = models.CharField("説明", max_length=300, blank=True)
    decision = models.CharField("判断", max_length=10, choices=IssueDecision, default=IssueDecision.OPEN)
    reason = models.CharField("判断の理由", max_length=200, blank=True)
    decided_at = models.DateTimeField("判断した日時", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="判断した人", related_name="+"
    )

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "要対応"
        ordering = ["meeting", "line", "id"]
        constraints = [
            models.CheckConstraint(
                name="issue_decided_who_and_when",
                condition=Q(decision=IssueDecision.OPEN, decided_at=None, decided_by=None)
                | ~Q(decision=IssueDecision.OPEN) & Q(decided_at__isnull=False, decided_by__isnull=False),
                violation_error_message="判断した人と日時は、判断のあとにだけ入ります。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}「{self.excerpt}」"

    @property
    def is_open(self) -> bool:
        """True until somebody decided."""
        return self.decision == IssueDecision.OPEN
