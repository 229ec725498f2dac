"""Ground: a link that lets one person make one account. Only its hash is kept."""

from django.conf import settings
from django.db import models

from accounts.choices import Position, Role


class Invitation(models.Model):
    """Who was invited, as what, by whom. The token itself is shown once and never stored."""

    email = models.EmailField("メールアドレス")
    role = models.CharField("役割", max_length=12, choices=Role)
    position = models.CharField("立場", max_length=6, choices=Position, default=Position.STAFF)
    municipality = models.ForeignKey(
        "accounts.Municipality", models.PROTECT, null=True, blank=True, verbose_name="市町"
    )
    firm = models.ForeignKey("accounts.Firm", models.PROTECT, null=True, blank=True, verbose_name="企業")
    token_hash = models.CharField("合い言葉の指紋", max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField("期限")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="招いた人",
        related_name="invitations_sent",
    )
    created_at = models.DateTimeField("作成日時", auto_now_add=True)
    used_at = models.DateTimeField("使われた日時", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "招待"
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email}（{self.get_role_display()}）"
