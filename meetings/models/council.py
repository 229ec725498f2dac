"""Rooms, meetings: councils, which keep being themselves when their name changes."""

import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from meetings.querysets import CouncilQuerySet


class Council(models.Model):
    """A body that meets. Its names are rows of their own, each with its dates."""

    slug = models.SlugField("記号", max_length=60, unique=True)
    purpose = models.TextField("目的", blank=True)
    is_fictional = models.BooleanField("架空", default=False)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会議体"
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name_on(datetime.date.max)

    def get_absolute_url(self) -> str:
        return reverse("meetings:council", args=[self.slug])

    def name_on(self, day: datetime.date) -> str:
        """What the council was called on a day; its first name for days before that. Reads `names` once."""
        names = sorted(self.names.all(), key=lambda name: name.valid_from or datetime.date.min)
        fitting = [name.name for name in names if (name.valid_from or datetime.date.min) <= day]
        return fitting[-1] if fitting else (names[0].name if names else self.slug)


class CouncilName(models.Model):
    """A name that a council has from one day to another. Both ends may be open."""

    council = models.ForeignKey(Council, models.CASCADE, verbose_name="会議体", related_name="names")
    name = models.CharField("名前", max_length=100)
    valid_from = models.DateField("使い始めた日", null=True, blank=True)
    valid_to = models.DateField("使い終わった日", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "会議体の名前"
        ordering = ["council", "valid_from", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "name"],
                name="council_name_once",
                violation_error_message="この会議体には、同じ名前がもうあります。",
            ),
            models.CheckConstraint(
                name="council_name_dates_in_order",
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                violation_error_message="使い終わった日は、使い始めた日よりあとにしてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name
