"""Roof: what every page's frame needs: name, streets with the current one marked, links for the role, demo mark."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.choices import PREFECTURE_ROLES

# What the reader sees, the url name, and the path under which the item counts as current.
STREETS = (
    ("事例", "cases:list", "/cases/"),
    ("広がり", "cases:spread", "/spread/"),
    ("困りごと", "matching:needs", "/needs/"),
    ("会議", "meetings:list", "/meetings/"),
    ("市町", "towns", "/towns/"),
)
FOOT = (
    ("使い方・用語", "help", "/help/"),
    ("アクセシビリティ", "accessibility", "/accessibility/"),
    ("API（データの取得）", "api-docs", "/api/v1/docs/"),
)


@dataclass(frozen=True)
class Link:
    """One link of the frame; `current` is the word for aria-current, empty elsewhere."""

    label: str
    url: str
    current: str = ""


def url_of(name: str) -> str:
    """The address of a url name, or nothing: the frame must also stand on an error page of half a portal."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def links(table: tuple[tuple[str, str, str], ...], path: str) -> list[Link]:
    """The rows of the table that have an address, with the one that the path lies under marked."""
    found = [(label, url_of(name), prefix) for label, name, prefix in table]
    return [
        Link(label, url, "" if not path.startswith(prefix) else "page" if path == url else "true")
        for label, url, prefix in found
        if url
    ]


def desk(request: HttpRequest) -> Link | None:
    """The way to the admin site, for the prefecture alone."""
    role = getattr(getattr(request, "user", None), "role", "")
    return Link("管理", url_of("admin:index")) if role in PREFECTURE_ROLES else None


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` for portal/base.html."""
    return {
        "frame": {
            "name": settings.PORTAL_NAME,
            "home": url_of("home") or "/",
            "search": url_of("search"),
            "login": url_of("account_login"),
            "logout": url_of("account_logout"),
            "at_login": request.path.startswith("/accounts/"),
            "nav": links(STREETS, request.path),
            "desk": desk(request),
            "password": url_of("account_change_password"),
            "foot": links(FOOT, request.path),
            "demo": settings.DEMO,
            "printed_at": timezone.localtime(),
        }
    }
