"""Rooms, cases: pages that ask once more before a case is published, returned, withdrawn or confirmed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cases.actions import publishing, writing
from cases.forms.moves import ReasonForm
from cases.models import CaseStudy
from cases.views.reading import case_for


@dataclass(frozen=True)
class Move:
    """What a page asks and does."""

    label: str
    explained: str
    done: str
    why_not: Callable[..., str]
    act: Callable[..., Any]
    asks_reason: bool = False
    is_danger: bool = False


MOVES = {
    "publish": Move(
        "公開する",
        "「公開の範囲」の人が読めるようになります。公開日と公開した人を記録します。",
        "公開しました。番号は{}です。",
        publishing.why_not_publish,
        publishing.publish,
    ),
    "return": Move(
        "差し戻す",
        "市町が直して、もう一度出せるようになります。理由は市町に見えます。",
        "{}を差し戻しました。",
        publishing.why_not_return,
        publishing.return_case,
        asks_reason=True,
    ),
    "withdraw": Move(
        "取り下げる",
        "読めるのは、この市町と県だけになります。番号は残り、ほかの事例には使いません。元に戻せません。",
        "{}を取り下げました。",
        publishing.why_not_withdraw,
        publishing.withdraw,
        asks_reason=True,
        is_danger=True,
    ),
    "confirm": Move(
        "内容を確かめた",
        "県が入れた内容が正しいことを、市町として確かめます。「要確認」の印がなくなります。直すところがあれば、先に直してください。",
        "{}の内容を確かめました。",
        writing.why_not_confirm,
        writing.confirm,
    ),
}


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Ask, then act. What may not be done is said instead of asked."""
    case = case_for(request, code)
    asked = MOVES[verb]
    form = ReasonForm(request.POST if request.method == "POST" else None) if asked.asks_reason else None
    if request.method == "POST" and (form is None or form.is_valid()):
        asked.act(case, by=request.user, **(form.cleaned_data if form else {}))
        messages.success(request, asked.done.format(case.code))
        return redirect(next_place(request, case))
    context = {"case": case, "move": asked, "form": form, "why_not": asked.why_not(case, request.user)}
    return TemplateResponse(request, "cases/move.html", context)


def next_place(request: HttpRequest, case: CaseStudy) -> str:
    """The case, or the list when it has gone out of this reader's sight (a returned draft is its town's alone)."""
    seen = CaseStudy.objects.visible_to(request.user).filter(pk=case.pk).exists()
    return case.get_absolute_url() if seen else reverse("cases:list")
