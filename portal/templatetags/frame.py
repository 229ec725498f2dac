"""Roof: what the shared pieces of pages need to know: page numbers, and which filters are on."""

from typing import Any, NamedTuple

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict

from vocabulary.asked import NO_CONDITION

register = template.Library()
NOT_A_FILTER = {"q", *NO_CONDITION}


class Selected(NamedTuple):
    """One filter that is on: what it says, and the address of the same list without it."""

    label: str
    words: str
    url: str


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | str]:
    """Numbers around the current page with gaps, e.g. [1, "…", 4, 5, 6, "…", 9]."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def selected_filters(form: forms.BaseForm, query: QueryDict) -> list[Selected]:
    """The valid filters that are on, each with its words and its way off; the search word is not among them."""
    if not form.is_bound:
        return []
    form.is_valid()
    found = []
    for name, value in form.cleaned_data.items():
        if name in NOT_A_FILTER or name not in form.fields:
            continue
        for raw in query.getlist(form.add_prefix(name)):
            if raw and value not in (None, "", False, []):
                found.append(Selected(str(form[name].label), words_for(form[name], raw), without(query, name, raw)))
    return found


def words_for(field: forms.BoundField, raw: str) -> str:
    """What the reader chose, in the words of the form: the choice's label, or what was typed; a tick needs none."""
    if isinstance(field.field.widget, forms.CheckboxInput):
        return ""
    choices: Any = getattr(field.field, "choices", ())
    return next((str(label) for group in choices for key, label in flat(group) if str(key) == raw), raw)


def flat(choice: tuple[Any, Any]) -> list[tuple[Any, Any]]:
    """A choice as it is, or the choices inside a named group."""
    key, label = choice
    return list(label) if isinstance(label, (list, tuple)) else [(key, label)]


def without(query: QueryDict, name: str, raw: str) -> str:
    """The address of the same list without this one value, back on its first page."""
    left = query.copy()
    left.setlist(name, [value for value in left.getlist(name) if value != raw])
    left.pop("page", None)
    return f"?{left.urlencode()}"
