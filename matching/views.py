"""Bridge: pages of needs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.rules import require
from accounts.visibility import belongs_to_prefecture
from cases.models import CaseStudy
from matching import actions
from matching.filters import NeedFilter
from matching.forms import FromStatementForm, LinkCaseForm, MoveForm, NeedForm
from matching.models import Need, NeedCase, NeedEvent, NeedSupport
from meetings.models import Statement
from vocabulary.asked import unread_conditions


def the_need(request, code: str) -> Need:
    """The need with that code as far as the viewer may see it; else 404."""
    return get_object_or_404(Need.objects.visible_to(request.user).for_list().by_code(code))


@login_not_required
@require_safe
def board(request):
    """困りごと: what others struggle with, newest first."""
    needs = Need.objects.visible_to(request.user).filter(posted_at__isnull=False).for_list()
    found = NeedFilter(request.GET, needs)
    page = Paginator(found.qs, 20).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "notices": unread_conditions(found, request.GET),
        "page": page,
        "rows": [(need, need.town_for(request.user)) for need in page],
        "exact_counts": belongs_to_prefecture(request.user),
        "why_not_write": actions.why_not_write(request.user),
        "drafts": Need.objects.visible_to(request.user).filter(posted_at=None).for_list(),
    }
    return TemplateResponse(request, "matching/board.html", context)


@login_not_required
@require_safe
def need(request, code):
    """One need with its way back to the voice and forward to the cases."""
    row, viewer = the_need(request, code), request.user
    context = {
        "need": row,
        "town": row.town_for(viewer),
        "confidence": row.confidence_for(viewer),
        "is_own": not actions.why_not_edit(row, viewer),
        "may_link": not actions.why_not_link(viewer),
        "exact_counts": belongs_to_prefecture(viewer),
        "supporters": NeedSupport.objects.visible_to(viewer).filter(need=row).select_related("municipality"),
        "events": NeedEvent.objects.visible_to(viewer).filter(need=row).select_related("by"),
        "case_links": NeedCase.objects.visible_to(viewer).filter(need=row).select_related("case__municipality"),
        "statement": Statement.objects.visible_to(viewer).for_list().filter(pk=row.statement_id).first(),
        "why_not_support": actions.why_not_support(row, viewer),
        "why_not_release": actions.why_not_release(row, viewer),
        "move_form": MoveForm(need=row) if not actions.why_not_move_at_all(row, viewer) else None,
        "link_form": LinkCaseForm(),
    }
    return TemplateResponse(request, "matching/need.html", context)


@require_http_methods(["GET", "POST"])
def new(request):
    """A draft, and then the page where it is looked over before it is posted."""
    require(actions.why_not_write(request.user))
    form = NeedForm(request.POST or None, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        made = actions.create(by=request.user, **form.cleaned_data)
        return redirect("matching:check", made.code)
    return TemplateResponse(request, "matching/form.html", {"form": form, "need": None})


@require_http_methods(["GET", "POST"])
def edit(request, code):
    """Changed words of one's own need."""
    row = the_need(request, code)
    require(actions.why_not_edit(row, request.user))
    form = NeedForm(request.POST or None, instance=row, viewer=request.user)
    if request.method == "POST" and form.is_valid():
        actions.update(row, by=request.user, **form.cleaned_data)
        messages.success(request, "保存しました。")
        return redirect("matching:check" if row.posted_at is None else "matching:need", row.code)
    return TemplateResponse(request, "matching/form.html", {"form": form, "need": row})


@require_http_methods(["GET", "POST"])
def check(request, code):
    """Looked over once more: who will read it, and what. Then it is posted."""
    row = the_need(request, code)
    require(actions.why_not_post(row, request.user))
    if request.method == "POST":
        actions.post(row, by=request.user)
        messages.success(request, f"出しました。番号は{row.code}です。")
        return redirect("matching:need", row.code)
    return TemplateResponse(request, "matching/check.html", {"need": row})


@require_http_methods(["GET", "POST"])
def from_statement(request, meeting, number):
    """Two clicks: "困りごとにする" at the statement, and this page's button."""
    statement = get_object_or_404(Statement.objects.visible_to(request.user).for_list().by_code(f"{meeting}-{number}"))
    require(actions.why_not_from_statement(statement, request.user))
    form = FromStatementForm(request.POST or None, initial={"title": statement.text[:60]})
    if request.method == "POST" and form.is_valid():
        made = actions.from_statement(statement, by=request.user, **form.cleaned_data)
        messages.success(request, f"困りごとにしました。番号は{made.code}です。")
        return redirect("matching:need", made.code)
    return TemplateResponse(request, "matching/from_statement.html", {"form": form, "statement": statement})


@require_POST
def support(request, code):
    """うちも."""
    row = the_need(request, code)
    actions.support(row, by=request.user, note=request.POST.get("note", "").replace("\x00", "")[:300])
    messages.success(request, "県に「うちも」を伝えました。町の名前は県だけに伝わります。")
    return redirect("matching:need", row.code)


@require_POST
def unsupport(request, code):
    """うちも taken back."""
    row = the_need(request, code)
    actions.unsupport(row, by=request.user)
    messages.success(request, "「うちも」を取り消しました。")
    return redirect("matching:need", row.code)


@require_POST
def release(request, code):
    """From now on firms can read it too."""
    row = the_need(request, code)
    actions.release(row, by=request.user)
    messages.success(request, "企業にも見せることにしました。")
    return redirect("matching:need", row.code)


@require_POST
def move(request, code):
    """Another state."""
    row = the_need(request, code)
    form = MoveForm(request.POST, need=row)
    if form.is_valid():
        actions.move(row, form.cleaned_data["to"], by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, "状態を変えました。")
    else:
        messages.error(request, "新しい状態を選び直してください。")
    return redirect("matching:need", row.code)


@require_POST
def link_case(request, code):
    """This case may answer this need."""
    row = the_need(request, code)
    form = LinkCaseForm(request.POST)
    case = None
    if form.is_valid():
        case = CaseStudy.objects.visible_to(request.user).by_code(form.cleaned_data["case"]).first()
    if case is None:
        messages.error(request, "その番号の事例が見つかりません。「C-012」の形で入力してください。")
    else:
        actions.link_case(row, case, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, f"{case.code}をつなぎました。")
    return redirect("matching:need", row.code)
