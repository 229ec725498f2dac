"""Search: one row for each thing that can be found; the engine's own index hangs on its primary key."""

import datetime

from django.db import models
from django.db.models import Q

from search.choices import Kind, Reach

UNDATED = datetime.date(1, 1, 1)  # sorts last on both engines; read back as "no date"


class SearchEntry(models.Model):
    kind = models.CharField("種類", max_length=12, choices=Kind)
    object_id = models.BigIntegerField("元の行の番号")
    code = models.CharField("番号", max_length=32, blank=True)
    parent = models.CharField("まとまりの番号", max_length=32, blank=True)
    title = models.TextField("題名", blank=True)
    body = models.TextField("本文", blank=True)
    norm = models.TextField("検索用にそろえた文字", blank=True)
    date = models.DateField("日付", default=UNDATED)
    reach = models.CharField("公開の範囲", max_length=12, choices=Reach)
    owner = models.CharField("市町の番号", max_length=6, blank=True)
    released = models.BooleanField("企業に公開", default=False)
    tok_version = models.PositiveSmallIntegerField("切り方の版")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="search_entry_once_per_row"),
            models.CheckConstraint(
                name="search_entry_reach_known",
                condition=Q(reach__in=Reach.values),
                violation_error_message="公開の範囲が正しくありません。",
            ),
            models.CheckConstraint(
                name="search_entry_kind_known",
                condition=Q(kind__in=Kind.values),
                violation_error_message="種類が正しくありません。",
            ),
        ]
        indexes = [models.Index(fields=["-date", "-id"], name="search_entry_newest")]
        verbose_name = "検索の行"
        verbose_name_plural = "検索の行"

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()
