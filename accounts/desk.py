"""Ground: the base of every desk in the admin. A desk shows what its user may see and moves states by actions only."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.rules import Refused


def asked_by(item: Any) -> str:
    """The name by which a filter of a desk stands in the address."""
    if isinstance(item, type) and issubclass(item, admin.SimpleListFilter):
        return str(item.parameter_name)
    return str(item[0] if isinstance(item, list | tuple) else item)


class Desk(admin.ModelAdmin):
    """Rows by `visible_to`, nothing deleted, 50 a page, refusals told row by row."""

    list_per_page = 50
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what the desk offers as a filter can be asked in its address.

        Django lets each column be asked, so that yes and no would tell what no page shows: whose an anonymous need is.
        """
        offered = [self.date_hierarchy or "", *map(asked_by, self.get_list_filter(request))]
        by_name = any(lookup == name or lookup.startswith(f"{name}__") for name in offered if name)
        return by_name and super().lookup_allowed(lookup, value, request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def act(self, request: HttpRequest, rows: QuerySet[Any], verb: Callable[..., Any], done: str) -> None:
        """Call `verb(row, by=…)` for each row; say how many went through and why the others did not.

        done: the sentence for success, with one {} for the number of rows.
        """
        moved = 0
        for row in rows:
            try:
                verb(row, by=request.user)
                moved += 1
            except Refused as refused:
                self.message_user(request, f"{row}：{refused.sentence}", messages.ERROR)
        if moved:
            self.message_user(request, done.format(moved), messages.SUCCESS)


class ReadOnlyDesk(Desk):
    """A desk for rows that only actions write: trails, links, originals."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ValuesFilter(admin.AllValuesFieldListFilter):
    """A filter by the values that rows have. The empty one gets a name, because a link needs words."""

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:
        for choice in super().choices(changelist):
            yield {**choice, "display": choice["display"] or "記載なし"}
