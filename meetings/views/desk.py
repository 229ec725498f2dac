"""Rooms, meetings: the secretariat's desk: what waits, bringing a record in, its facts, its way to the public."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_http_methods

from meetings.actions import describing, importing, publishing, relabelling
from meetings.actions.trail import why_not_edit
from meetings.choices import MeetingStatus
from meetings.forms.describing import FactsForm, WordsForm
from meetings.forms.reviewing import NoForm, ReasonForm
from meetings.forms.taking import TakeForm
from meetings.importing.report import summary_of
from meetings.models import Meeting

View = Callable[..., HttpResponse]
WAITING = (MeetingStatus.DRAFT, MeetingStatus.IN_REVIEW, MeetingStatus.APPROVED)


def secretariat_only(view: View) -> View:
    """For everybody else the desk does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_secretariat:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def record_or_404(request: HttpRequest, code: str) -> Meeting:
    """The record with that code, as far as the reader may see it."""
    return get_object_or_404(Meeting.objects.visible_to(request.user).by_code(code).select_related("council"))


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: everything that was sent, also when that is nothing."""
    return request.POST if request.method == "POST" else None


@require_GET
@secretariat_only
def desk(request):
    """Records on their way to the public, the newest first."""
    rows = Meeting.objects.visible_to(request.user).filter(status__in=WAITING).with_progress().order_by("-id")
    page = Paginator(rows, 20).get_page(request.GET.get("page"))
    return TemplateResponse(request, "meetings/desk.html", {"page_obj": page})


@require_http_methods(["GET", "POST"])
@secretariat_only
def take(request):
    """A file or a pasted text becomes a draft."""
    form = TakeForm(sent(request), request.FILES or None)
    if form.is_valid():
        incoming = form.cleaned_data["incoming"]
        meeting = importing.import_minutes(incoming, by=request.user, council=form.cleaned_data["council"])
        read = summary_of(incoming.record)
        messages.success(request, f"{meeting.code}として取り込みました。{read}。まだ公開されていません。")
        return redirect("meetings:review", meeting.code)
    return TemplateResponse(request, "meetings/import.html", {"form": form})


@require_http_methods(["GET", "POST"])
@secretariat_only
def facts(request, code):
    """The facts of the meeting, its provenance and the reason for anonymity."""
    meeting = record_or_404(request, code)
    form = FactsForm(sent(request), instance=meeting)
    if form.is_valid():
        describing.describe(meeting, by=request.user, seen=request.POST.get("seen", ""), **form.cleaned_data)
        messages.success(request, "会議の情報を保存しました。")
        return redirect("meetings:review", meeting.code)
    now = record_or_404(request, code)
    context = {"form": form, "meeting": now, "why_not": why_not_edit(now, request.user)}
    return TemplateResponse(request, "meetings/review_facts.html", context, status=409 if form.is_stale else None)


@require_http_methods(["GET", "POST"])
@secretariat_only
def words(request, code):
    """Agenda, headings, decisions and papers, word by word."""
    meeting = record_or_404(request, code)
    form = WordsForm(sent(request), words=relabelling.words_of(meeting))
    if form.is_valid():
        relabelling.relabel(meeting, by=request.user, seen=form.seen(), words=form.cleaned_data)
        messages.success(request, "次第と見出しを保存しました。")
        return redirect("meetings:review", meeting.code)
    context = {"form": form, "meeting": meeting, "why_not": why_not_edit(meeting, request.user)}
    return TemplateResponse(request, "meetings/review_words.html", context, status=409 if form.is_stale else None)


@dataclass(frozen=True)
class Act:
    """One step of a record: its words, its rule, its verb, whether it owes a reason, and what is said afterwards."""

    title: str
    why_not: Callable
    verb: Callable
    told: str
    explanation: str
    needs_reason: bool = False
    is_danger: bool = False


ACTS = {
    "submit": Act(
        "承認に回す",
        publishing.why_not_submit,
        publishing.submit,
        "承認に回しました。事務局の別の人が承認します。",
        "これから先は、差し戻すまで直せません。作業をしていない事務局の人が内容を確かめて承認します。",
    ),
    "approve": Act(
        "承認する",
        publishing.why_not_approve,
        publishing.approve,
        "承認しました。公開できます。",
        "原本と見比べ、匿名の発言からだれのことか分からないことを確かめてから承認してください。",
    ),
    "return": Act(
        "差し戻す",
        publishing.why_not_send_back,
        publishing.send_back,
        "差し戻しました。",
        "「確認中」に戻り、また直せるようになります。承認していた場合は、承認が取り消されます。",
        needs_reason=True,
    ),
    "publish": Act(
        "公開する",
        publishing.why_not_publish,
        publishing.publish,
        "公開しました。",
        "発言の番号とアドレスが決まり、検索とデータの提供にも出ます。番号はあとで変えられません。",
    ),
    "withdraw": Act(
        "取り下げる",
        publishing.why_not_withdraw,
        publishing.withdraw,
        "取り下げました。",
        "事務局のほかからは見えなくなり、検索にも出なくなります。番号は、ほかの記録に使いません。もう一度公開することはできません。",
        needs_reason=True,
        is_danger=True,
    ),
    "discard": Act(
        "下書きを破棄する",
        publishing.why_not_discard,
        publishing.discard,
        "破棄しました。",
        "この下書きと原本、確認の作業をすべて消します。元に戻せません。番号は、ほかの記録に使いません。",
        is_danger=True,
    ),
}


@require_http_methods(["GET", "POST"])
@secretariat_only
def move(request, code, step):
    """A page before every step: what will happen, or why it cannot."""
    act = ACTS.get(step)
    meeting = record_or_404(request, code)
    if act is None:
        raise Http404
    form = (ReasonForm if act.needs_reason else NoForm)(sent(request))
    if form.is_valid():
        act.verb(meeting, by=request.user, **form.cleaned_data)
        messages.success(request, f"{meeting.code}を{act.told}")
        return redirect("meetings:desk") if step == "discard" else redirect("meetings:review", code)
    context = {"form": form, "meeting": meeting, "act": act, "why_not": act.why_not(meeting, request.user)}
    return TemplateResponse(request, "meetings/review_move.html", context)
