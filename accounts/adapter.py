"""Ground: how django-allauth opens doors here. There is no self sign-up; accounts come from invitations."""

from allauth.account.adapter import DefaultAccountAdapter


class InvitedOnly(DefaultAccountAdapter):
    """Sign-in by address and password; sign-up stays closed."""

    def is_open_for_signup(self, request) -> bool:
        return False
