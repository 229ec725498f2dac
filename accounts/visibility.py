"""Ground: who may SEE a row. One rule for page, API, search, count, facet, feed, export, mail and admin.

A row that can be read carries `reach` (accounts.choices.Reach, computed by the database from its state and the
visibility its owner chose) and the municipality that owns it (none = the prefecture's own row).
"""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from accounts.choices import Reach
from accounts.models import User

Viewer = User | AnonymousUser


def belongs_to_prefecture(viewer: Viewer) -> bool:
    """Liaison, secretariat or admin, signed in."""
    return viewer.is_authenticated and viewer.is_prefecture


def is_member_town(viewer: Viewer) -> bool:
    """A municipal user of the prefecture that runs this portal."""
    home = settings.HOME_PREFECTURE
    return viewer.is_authenticated and viewer.is_town and (viewer.municipality_id or "").startswith(home)


def readable_reaches(viewer: Viewer) -> list[str]:
    """The reaches a viewer may read whoever owns the row."""
    reaches: list[str] = [Reach.PUBLIC]
    if is_member_town(viewer) or belongs_to_prefecture(viewer):
        reaches.append(Reach.MEMBERS)
    if belongs_to_prefecture(viewer):
        reaches.append(Reach.PREFECTURE)
    if viewer.is_authenticated and viewer.is_secretariat:
        reaches.append(Reach.SECRETARIAT)
    return reaches


def visible_q(viewer: Viewer, path: str = "", owner: str | None = "municipality", nobody: str | None = None) -> Q:
    """The condition under which `viewer` may read rows.

    path:   lookup path to the row that carries `reach` ("" = the row itself, "meeting__" = its meeting)
    owner:  name of the owner column behind `path`: a municipality, or a plain code as in the search index;
            None where the row is always the prefecture's
    nobody: how "no municipality, so the prefecture's own" is written there (None for a relation, "" for a code)
    """
    seen = Q(**{f"{path}reach__in": readable_reaches(viewer)})
    if owner is None:
        return seen
    own_reaches = {f"{path}reach__in": [Reach.PRIVATE, Reach.PREFECTURE, Reach.MEMBERS]}
    if viewer.is_authenticated and viewer.is_town:
        seen |= Q(**own_reaches, **{f"{path}{owner}": viewer.municipality_id})
    elif belongs_to_prefecture(viewer):
        unowned = {f"{path}{owner}__isnull": True} if nobody is None else {f"{path}{owner}": nobody}
        seen |= Q(**own_reaches, **unowned)
    return seen


def searchable_q(viewer: Viewer) -> Q:
    """`visible_q` for the rows of the search index, which keep the owner as a code."""
    seen = visible_q(viewer, owner="owner", nobody="")
    if viewer.is_authenticated and viewer.is_firm:
        seen |= Q(released=True)
    return seen


class VisibleQuerySet[Row: Model](QuerySet[Row]):
    """A queryset whose reads begin with `visible_to`. Children name the path to the row that carries the reach."""

    path = ""
    owner: str | None = "municipality"

    def visible_to(self, viewer: Viewer) -> Self:
        """The rows that `viewer` may read; hidden rows do not exist for him."""
        return self.filter(self.reading_rule(viewer))

    def reading_rule(self, viewer: Viewer) -> Q:
        """The condition behind `visible_to`."""
        return visible_q(viewer, self.path, self.owner)
