"""Rooms, meetings: the original of a record, byte for byte, and what became of each of its lines."""

from django.conf import settings
from django.db import models

from meetings.querysets import DeskQuerySet


class SourceDocument(models.Model):
    """The file or text a record was read from. `content` is never changed.

    It lies in the database, so that a record and its original are stored or not stored together.
    `line_uses` has one pair per source line: its text as it was read, and what became of it in the words of
    meetings.importing (["title"], ["agenda:2"], ["passage:35"], …).
    """

    meeting = models.OneToOneField("meetings.Meeting", models.CASCADE, verbose_name="会議", related_name="source")
    name = models.CharField("ファイル名", max_length=200)
    media = models.CharField("種類", max_length=20)
    encoding = models.CharField("文字コード", max_length=20)
    size = models.PositiveIntegerField("大きさ（バイト）")
    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    content = models.BinaryField("原本")
    line_uses = models.JSONField("行の使い道", default=list)
    received_at = models.DateTimeField("受け取った日時", auto_now_add=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="受け取った人", related_name="+"
    )

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原本"
        ordering = ["-received_at"]

    def __str__(self) -> str:
        return self.name
