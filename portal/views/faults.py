"""Roof: what is answered where there is no page, and when something of ours breaks. The API says it as problem+json."""

import logging
import secrets

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.defaults import bad_request, page_not_found

from portal.api import TITLES

API = "/api/"
log = logging.getLogger(__name__)


def problem_of(code: int, title: str, detail: str) -> JsonResponse:
    """A problem+json answer outside of the framework's own handling."""
    body = {"type": "about:blank", "title": title, "status": code, "detail": detail}
    return JsonResponse(body, status=code, content_type="application/problem+json")


@login_not_required
def not_found(request, exception):
    """Nothing lives here, or nothing that this reader may see: the same answer for both."""
    if request.path.startswith(API):
        return problem_of(404, TITLES[404], "ないか、見られないものです。")
    return page_not_found(request, exception)


@login_not_required
def bad_request_sent(request, exception):
    """What Django itself will not read: too large, too many fields, a question that a desk does not offer."""
    if request.path.startswith(API):
        code = 413 if isinstance(exception, RequestDataTooBig) else 400
        return problem_of(code, TITLES[code], "送られた内容を読み取れません。大きすぎるか、形が正しくありません。")
    return bad_request(request, exception)


@login_not_required
def server_error(request):
    """Page and log carry the same reference. Asks neither database nor session: they may be what is broken."""
    reference = secrets.token_hex(4).upper()
    log.error("fault %s at %s", reference, request.resolver_match.view_name if request.resolver_match else "?")
    if request.path.startswith(API):
        return problem_of(500, "こちらの問題です", f"続くときは、番号 {reference} を県の担当者に知らせてください。")
    page = render_to_string("500.html", {"reference": reference, "at": timezone.localtime()})
    return HttpResponse(page, status=500)
