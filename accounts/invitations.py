"""Ground: inviting somebody. The link holds a random token; the portal keeps only its fingerprint."""

import datetime
import hashlib
import secrets
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.choices import Role
from accounts.models import Invitation, User
from accounts.rules import Refused, require, why_not_role

DAYS = 14


def fingerprint(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(email: str, role: Role, *, by: User | None, **fields: Any) -> tuple[Invitation, str]:
    """An invitation and its token, which is shown this once. `by` is None for the command on the server.

    Refuses an address that has an account, and a role that does not go with its town or firm.
    """
    if by is not None:
        require(why_not_role(by, Role.ADMIN))
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise Refused("このメールアドレスの人は、もう登録されています。")
    if (role == Role.TOWN) != bool(fields.get("municipality")):
        raise Refused("市町の職員には市町を1つ選んでください。ほかの役割では空にしてください。")
    if (role == Role.FIRM) != bool(fields.get("firm")):
        raise Refused("企業の利用者には企業を1つ選んでください。ほかの役割では空にしてください。")
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        role=role,
        invited_by=by,
        token_hash=fingerprint(token),
        expires_at=timezone.now() + datetime.timedelta(days=DAYS),
        **fields,
    )
    return invitation, token


def open_invitation(token: str) -> Invitation | None:
    """The unused invitation behind a token that is not yet over, or None."""
    return Invitation.objects.filter(token_hash=fingerprint(token), used_at=None, expires_at__gt=timezone.now()).first()


@transaction.atomic
def accept(token: str, *, name: str, section: str, password: str) -> User:
    """The account that an invitation promised. A token works once."""
    invitation = Invitation.objects.select_for_update().filter(token_hash=fingerprint(token), used_at=None).first()
    if invitation is None or invitation.expires_at <= timezone.now():
        raise Refused("この招待は、もう使えません。招いた人に、新しい招待を頼んでください。")
    user: User = User.objects.create_user(
        invitation.email,
        password,
        name=name,
        section=section,
        role=invitation.role,
        position=invitation.position,
        municipality=invitation.municipality,
        firm=invitation.firm,
    )
    invitation.used_at = timezone.now()
    invitation.save(update_fields=["used_at"])
    return user
