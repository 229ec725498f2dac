"""Ground: the people who sign in."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from accounts.choices import PREFECTURE_ROLES, Position, Role
from accounts.desks import may_use


class UserManager(BaseUserManager["User"]):
    """Accounts are made by invitation (accounts/invitations.py) or by the demo, never by self sign-up."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A saved user. Without a password the account cannot sign in until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)


class User(AbstractBaseUser):
    """Somebody with an address and one role. Rights follow from the role alone (accounts/rules.py)."""

    email = models.EmailField("メールアドレス", unique=True)
    name = models.CharField("名前", max_length=50)
    section = models.CharField("課・係", max_length=50, blank=True)
    role = models.CharField("役割", max_length=12, choices=Role)
    position = models.CharField("立場", max_length=6, choices=Position, default=Position.STAFF)
    municipality = models.ForeignKey(
        "accounts.Municipality", models.PROTECT, null=True, blank=True, verbose_name="市町", related_name="staff"
    )
    firm = models.ForeignKey(
        "accounts.Firm", models.PROTECT, null=True, blank=True, verbose_name="企業", related_name="staff"
    )
    is_active = models.BooleanField("使える", default=True)
    is_demo = models.BooleanField("デモ用（架空の人）", default=False)
    joined_at = models.DateTimeField("登録日時", auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        verbose_name = verbose_name_plural = "利用者"
        ordering = ["email"]
        constraints = [
            models.CheckConstraint(
                name="user_town_has_municipality",
                condition=Q(role=Role.TOWN, municipality__isnull=False)
                | (~Q(role=Role.TOWN) & Q(municipality__isnull=True)),
                violation_error_message="市町の職員には市町を1つ選んでください。ほかの役割では空にしてください。",
            ),
            models.CheckConstraint(
                name="user_firm_has_firm",
                condition=Q(role=Role.FIRM, firm__isnull=False) | (~Q(role=Role.FIRM) & Q(firm__isnull=True)),
                violation_error_message="企業の利用者には企業を1つ選んでください。ほかの役割では空にしてください。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_prefecture(self) -> bool:
        return self.role in PREFECTURE_ROLES

    @property
    def is_secretariat(self) -> bool:
        return self.role == Role.SECRETARIAT

    @property
    def is_town(self) -> bool:
        return self.role == Role.TOWN

    @property
    def is_firm(self) -> bool:
        return self.role == Role.FIRM

    @property
    def is_cio(self) -> bool:
        return self.role == Role.TOWN and self.position == Position.CIO

    # What django.contrib.admin asks. There is no superuser: rights are the table in accounts/desks.py.
    is_superuser = False

    @property
    def is_staff(self) -> bool:
        return self.is_active and self.is_prefecture

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """`app.verb_model` as Django's admin asks it."""
        return self.is_active and may_use(self.role, perm)

    def has_perms(self, perms: Iterable[str], obj: Any = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and may_use(self.role, f"{app_label}.view_")

    def get_full_name(self) -> str:
        return self.name
