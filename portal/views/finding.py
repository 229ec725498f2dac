"""Roof: the one search box."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.visibility import searchable_q
from portal.finding import address, jump
from search.choices import Kind
from search.find import find
from vocabulary.codes import parse_code


def whole_number(text: str) -> int:
    """A page number from the address; 1 for anything that is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@login_not_required
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """A code jumps; anything else is looked for in everything that the reader may see."""
    text = request.GET.get("q", "")
    if target := jump(text, request.user):
        return redirect(target)
    kind = request.GET.get("type", "")
    kinds = [kind] if kind in Kind.values else []
    found = find(text, allowed=searchable_q(request.user), kinds=kinds, page=whole_number(request.GET.get("page", "")))
    context = {
        "q": text,
        "found": found,
        "hits": [(hit, address(hit), Kind(hit.kind).label) for hit in found.hits],
        "tabs": [(name, Kind(name).label, count) for name, count in found.per_kind.items()],
        "kind": kinds[0] if kinds else "",
        "previous_page": found.page - 1,
        "next_page": found.page + 1,
        "unknown_code": parse_code(text) is not None,
    }
    return TemplateResponse(request, "portal/search.html", context)
