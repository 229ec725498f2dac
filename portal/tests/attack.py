"""Roof, tests: what an attacker has: every address, filled with the keys of rows he should not know of."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.db.models.fields.related import ForeignKey, ManyToManyField

from portal.testing import scrubbed
from portal.tests.house import addresses

PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()\\]|\\.)*\)")
FOREIGN = ("admin/", "accounts/", "invitation/")  # of Django and allauth, or without rows of ours behind them
VOLATILE = ("Set-Cookie", "Date", "Expires", "Content-Length")  # the length moves with the minute of printing


def fill(route: str, keys: dict[str, str]) -> str:
    """The address of a route as a path or as a regular expression, with its parts filled in."""

    def part(found: re.Match[str]) -> str:
        return quote(keys[found[1] or found[2]])

    path = PART.sub(part, route)
    return "/" + path.replace("^", "").replace("$", "").replace("/?", "/").replace("\\.", ".").replace("//", "/")


def our_routes() -> list[str]:
    """Routes of our own pages and endpoints; the spellings with a format behind the dot are left out."""
    return [route for route, _ in addresses() if not route.startswith(FOREIGN) and "format" not in route]


def parameters_of(route: str) -> set[str]:
    return {one or other for one, other in PART.findall(route)}


def pages_of(row: Model, keys: dict[str, str], roots: tuple[str, ...]) -> list[str]:
    """Every address below `roots` that the keys of a row can fill."""
    names = {"code", "meeting", "number", "answer", "pk", "kind", "step", "slug", "town"}
    routes = [route for route in our_routes() if route.replace("api/v1/^", "").startswith(roots)]
    return [fill(route, keys) for route in routes if parameters_of(route) and parameters_of(route) <= names & set(keys)]


def plain_pages() -> list[str]:
    """Every address that needs no key: pages, lists, the description of the API."""
    left_out = {"/api/v1/schema/", "/api/v1/docs/", "/help/", "/help/sources/", "/accessibility/", "/healthz"}
    return [fill(route, {}) for route in our_routes() if not parameters_of(route) and fill(route, {}) not in left_out]


def desk_pages(word: str, rows: list[Model]) -> list[str]:
    """The admin: every list with its counts, every page about `rows`, every field that completes what is typed."""
    found = ["/admin/", f"/admin/meetings/meeting/?q={quote(word)}", f"/admin/cases/casestudy/?q={quote(word)}"]
    for model, desk in admin.site._registry.items():
        meta = model._meta
        if meta.app_label in ("account", "auth"):
            continue
        found.append(f"/admin/{meta.app_label}/{meta.model_name}/?_facets=True")
        for name in desk.autocomplete_fields:
            field = f"app_label={meta.app_label}&model_name={meta.model_name}&field_name={name}"
            found.append(f"/admin/autocomplete/?{field}&term={quote(word)}")
    for row in rows:
        meta, kind = row._meta, ContentType.objects.get_for_model(row)
        base = f"/admin/{meta.app_label}/{meta.model_name}/{quote(str(row.pk))}/"
        found += [f"{base}change/", f"{base}history/", f"/admin/r/{kind.pk}/{row.pk}/"]
    return found


def picture(response) -> tuple:
    """Everything that an answer tells: status, headers, cookies' names, text."""
    headers = {name: value for name, value in response.headers.items() if name not in VOLATILE}
    return response.status_code, headers, sorted(response.cookies), scrubbed(response.text)


class Undone(Exception):
    """Ends a world that is only looked at."""


@contextmanager
def passing_world() -> Iterator[None]:
    """What is made inside is gone afterwards, keys included."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


def related_models(model: type[Model]) -> set[type[Model]]:
    """Where foreign keys and many-to-many fields of a model lead."""
    fields = [*model._meta.fields, *model._meta.many_to_many]
    return {field.related_model for field in fields if isinstance(field, ForeignKey | ManyToManyField)}
