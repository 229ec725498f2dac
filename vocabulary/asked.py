"""Ground: what a list was asked for in its address, and which part of that it did not understand."""

from collections.abc import Collection
from typing import Any

from django.http import QueryDict

NO_CONDITION = {"page", "page_size", "ordering", "view"}


def unread_conditions(filterset: Any, query: QueryDict, *, also: Collection[str] = ()) -> list[str]:
    """One sentence for each condition of the address that the list had to leave out: a bad value, an unknown name.

    filterset: a bound django-filter FilterSet. also: names that the page itself understands.
    An empty list means that everything asked for was heeded.
    """
    form = filterset.form
    known = NO_CONDITION | set(form.fields) | set(also)
    unread = [str(form[name].label) for name in form.errors if name in form.fields]
    unknown = [name[:40] for name in query if name not in known]
    return [
        *(f"「{label}」の条件を読み取れませんでした。この条件を外して表示しています。" for label in unread),
        *(f"「{name}」という条件はありません。外して表示しています。" for name in unknown),
    ]
