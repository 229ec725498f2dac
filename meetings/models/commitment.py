"""Rooms, meetings: what the prefecture promised to a town's words."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.models.meeting import Meeting
from meetings.models.statement import Turn
from meetings.querysets import OfMeetingQuerySet
from vocabulary.codes import Coded, CodedQuerySet


class CommitmentQuerySet(CodedQuerySet, OfMeetingQuerySet):
    """Commitments are as open as the meeting they were given in."""


class Commitment(Coded):
    """宿題: what will be done, by whom, until when; `done_on` and `result` when it is done."""

    code_letter = "H"

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="commitments")
    turn = models.ForeignKey(
        Turn, models.CASCADE, null=True, blank=True, verbose_name="どの声への約束か", related_name="commitments"
    )
    text = models.CharField("すること", max_length=300)
    owner = models.CharField("担当", max_length=100)
    due_on = models.DateField("期限", null=True, blank=True)
    done_on = models.DateField("終えた日", null=True, blank=True)
    result = models.CharField("結果", max_length=300, blank=True)
    created_at = models.DateTimeField("登録日時", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name="登録した人", related_name="+"
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "宿題"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="commitment_done_has_result",
                condition=Q(done_on__isnull=True) | ~Q(result=""),
                violation_error_message="終えた日を入れるときは、結果も入力してください。",
            )
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("meetings:commitment", args=[self.code])
