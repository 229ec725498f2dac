"""Ground: firms, because some users belong to one."""

from typing import TYPE_CHECKING, Self

from django.core.validators import RegexValidator
from django.db import models

if TYPE_CHECKING:  # a user belongs to a firm, not the other way round
    from django.contrib.auth.models import AnonymousUser

    from accounts.models.user import User


class FirmQuerySet(models.QuerySet["Firm"]):
    """Reads of firms."""

    def visible_to(self, viewer: "User | AnonymousUser") -> Self:
        """Confirmed firms are public; a firm sees itself, the prefecture sees all."""
        if viewer.is_authenticated and viewer.is_prefecture:
            return self.all()
        own = models.Q(pk=viewer.firm_id) if viewer.is_authenticated and viewer.firm_id else models.Q()
        return self.filter(models.Q(is_confirmed=True) | own)


class Firm(models.Model):
    """A company. `corporate_number` is the 13-digit 法人番号; a fictional firm has none and says 架空."""

    name = models.CharField("名前", max_length=100)
    kana = models.CharField("よみ", max_length=200, blank=True)
    corporate_number = models.CharField(
        "法人番号",
        max_length=13,
        blank=True,
        validators=[RegexValidator(r"^[1-9]\d{12}$", "法人番号は13桁の数字で入力してください。")],
    )
    address = models.CharField("所在地", max_length=200, blank=True)
    url = models.URLField("サイト", blank=True)
    summary = models.TextField("できること", blank=True)
    is_fictional = models.BooleanField("架空", default=False)
    is_confirmed = models.BooleanField("県の確認", default=False)
    created_at = models.DateTimeField("登録日時", auto_now_add=True)

    objects = FirmQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "企業"
        ordering = ["kana", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["corporate_number"],
                condition=~models.Q(corporate_number=""),
                name="firm_corporate_number_once",
                violation_error_message="この法人番号の企業は、もう登録されています。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """Public code, given once: F-007."""
        return f"F-{self.pk:03d}"
