"""Ground: who may ACT. A rule answers "" or the sentence that says why not; `require` turns it into a Refused."""

from accounts.choices import Role
from accounts.visibility import Viewer


class Refused(Exception):
    """An act that a rule does not allow. Its text is one Japanese sentence for the person who tried."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence


def require(why_not: str) -> None:
    """Go on when there is no reason against it; otherwise raise Refused with the reason."""
    if why_not:
        raise Refused(why_not)


def why_not_signed_in(viewer: Viewer) -> str:
    """Signing in comes before every act."""
    return "" if viewer.is_authenticated else "先にログインしてください。"


def why_not_of_town(viewer: Viewer, municipality_id: str | None) -> str:
    """Acts that only the staff of one municipality may do."""
    if viewer.is_authenticated and viewer.is_town and viewer.municipality_id == municipality_id:
        return ""
    return "これができるのは、この市町の職員です。"


def why_not_role(viewer: Viewer, *roles: Role) -> str:
    """Acts that belong to certain roles."""
    if viewer.is_authenticated and viewer.role in roles:
        return ""
    return f"これができるのは、{'・'.join(role.label for role in roles)}です。"


def why_not_secretariat(viewer: Viewer) -> str:
    """Meetings, minutes and their publication belong to the secretariat alone."""
    return why_not_role(viewer, Role.SECRETARIAT)
