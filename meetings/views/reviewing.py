"""Rooms, meetings: the review of a draft: source beside structure, one decision for each doubt."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meetings.actions import deciding, publishing, relabelling, reviewing
from meetings.actions.trail import why_not_edit
from meetings.board import around, board_of, lines_of, open_issues_of, source_of
from meetings.choices import IssueDecision, IssueKind, StatementCheck
from meetings.forms.reviewing import DecisionForm, ReasonForm, RedactForm, StatementForm, TurnForm
from meetings.models import Meeting, Statement
from meetings.views.desk import record_or_404, secretariat_only, sent


def back_to(request: HttpRequest, meeting: Meeting, anchor: str = "") -> HttpResponse:
    """The review page, with the filter the reader had, at the place the reader was."""
    rest = "?only=rest" if request.POST.get("only") == "rest" else ""
    return redirect(f"{reverse('meetings:review', args=[meeting.code])}{rest}{f'#{anchor}' if anchor else ''}")


def statement_or_404(meeting: Meeting, number: int) -> Statement:
    rows = meeting.statements.select_related("meeting", "agenda_item", "section", "turn__speaker", "turn__section")
    return get_object_or_404(rows, number=number)


@require_GET
@secretariat_only
def review(request, code):
    """Source left, structure right, every line accounted for."""
    meeting = record_or_404(request, code)
    only_rest = request.GET.get("only") == "rest"
    context = {
        "meeting": meeting,
        "board": board_of(meeting, only_rest),
        "only_rest": only_rest,
        "why_not_edit": why_not_edit(meeting, request.user),
        "why_not_submit": publishing.why_not_submit(meeting, request.user),
        "why_not_approve": publishing.why_not_approve(meeting, request.user),
        "missing": publishing.missing_for_publication(meeting),
        "events": meeting.events.select_related("by")[:20],
    }
    return TemplateResponse(request, "meetings/review.html", context)


@require_POST
@secretariat_only
def accept(request, code):
    """Confirms the statements that the pressed button names."""
    meeting = record_or_404(request, code)
    pairs = (pair.partition(":") for pair in request.POST.get("seen", "").split(","))
    seen = {int(number): stamp for number, _, stamp in pairs if number.isdecimal() and len(number) < 10}
    accepted, left = reviewing.accept(meeting, by=request.user, seen=seen)
    rest = f"要対応のある{left}件は残しました。" if left else ""
    messages.success(request, f"{accepted}件を確認済みにしました。{rest}")
    waiting = meeting.statements.filter(check_state=StatementCheck.PENDING, number__gt=max(seen, default=0))
    following = waiting.order_by("number").first()
    return back_to(request, meeting, f"i{following.number}" if following else "board")


@require_http_methods(["GET", "POST"])
@secretariat_only
def decide(request, code, pk):
    """One doubt. The form stands on the review page; it comes here alone only when something is to be put right."""
    meeting = record_or_404(request, code)
    issue = get_object_or_404(meeting.issues.select_related("statement__turn__speaker", "meeting"), pk=pk)
    form = DecisionForm(sent(request), issue=issue)
    if form.is_valid():
        deciding.decide(issue, by=request.user, **form.as_decision())
        if form.cleaned_data["decision"] == IssueDecision.REDACT:
            tell_hidden(request, meeting, issue.statement.number, form.cleaned_data["words"])
        else:
            messages.success(request, f"「{issue.excerpt}」を判断しました。")
        return back_to(request, meeting, f"i{issue.statement.number}" if issue.statement else "outside")
    context = {"meeting": meeting, "issue": issue, "form": form, "why_not": why_not_edit(meeting, request.user)}
    return TemplateResponse(request, "meetings/review_issue.html", context, status=409 if form.is_stale else None)


@require_POST
@secretariat_only
def reopen(request, code, pk):
    meeting = record_or_404(request, code)
    issue = get_object_or_404(meeting.issues.select_related("statement"), pk=pk)
    deciding.reopen(issue, by=request.user)
    messages.success(request, "判断を取り消しました。文は変わっていません。")
    return back_to(request, meeting, f"i{issue.statement.number}" if issue.statement else "outside")


@require_http_methods(["GET", "POST"])
@secretariat_only
def dismiss_alike(request, code, kind):
    """問題なし for all open doubts of one kind."""
    meeting = record_or_404(request, code)
    alike = get_list_or_404(meeting.issues.select_related("statement"), kind=kind, decision=IssueDecision.OPEN)
    form = ReasonForm(sent(request))
    if form.is_valid():
        number = deciding.dismiss_alike(meeting, by=request.user, kind=kind, **form.cleaned_data)
        messages.success(request, f"{IssueKind(kind).label}{number}件を「問題なし」にしました。")
        return back_to(request, meeting)
    return TemplateResponse(request, "meetings/review_alike.html", {"meeting": meeting, "issues": alike, "form": form})


@require_http_methods(["GET", "POST"])
@secretariat_only
def statement(request, code, number):
    """One statement: its lines in the source, its doubts, its text."""
    meeting = record_or_404(request, code)
    row = statement_or_404(meeting, number)
    form = StatementForm(sent(request), statement=row)
    if form.is_valid():
        confirm = "confirm" in request.POST
        row = reviewing.edit_statement(row, by=request.user, seen=form.seen(), confirm=confirm, **form.cleaned_data)
        waits = "要対応が残っているので、まだ確認済みにはしていません。" if confirm and not row.is_accepted else ""
        messages.success(request, f"発言{number}を保存しました。{waits}")
        return back_to(request, meeting, f"i{number}")
    return statement_page(request, meeting, row, form, RedactForm(statement=row))


@require_POST
@secretariat_only
def redact(request, code, number):
    """Hides words of one statement."""
    meeting = record_or_404(request, code)
    row = statement_or_404(meeting, number)
    form = RedactForm(request.POST, statement=row)
    if not form.is_valid():
        return statement_page(request, meeting, row, StatementForm(statement=row), form)
    reviewing.redact(row, by=request.user, seen=form.seen(), **form.cleaned_data)
    tell_hidden(request, meeting, number, form.cleaned_data["words"])
    return redirect("meetings:review-statement", meeting.code, number)


def tell_hidden(request: HttpRequest, meeting: Meeting, number: int, words: str) -> None:
    """Words were hidden in one statement; where else they can still be read is said at once."""
    others = relabelling.places_of(meeting, words)
    warning = f"同じ言葉が、{'・'.join(others)}にもあります。" if others else ""
    (messages.warning if others else messages.success)(request, f"発言{number}の言葉を伏せました。{warning}")


def statement_page(request, meeting, row, form, redact_form):
    """The page of one statement with its two forms, of which one may be bound."""
    context = {
        "meeting": meeting,
        "statement": row,
        "form": form,
        "redact_form": redact_form,
        "issues": open_issues_of(row),
        "lines": around(lines_of(source_of(meeting), set()), row),
        "before": meeting.statements.filter(number__lt=row.number).order_by("-number").first(),
        "after": meeting.statements.filter(number__gt=row.number).order_by("number").first(),
        "why_not": why_not_edit(meeting, request.user),
    }
    stale = form.is_stale or redact_form.is_stale
    return TemplateResponse(request, "meetings/review_statement.html", context, status=409 if stale else None)


@require_http_methods(["GET", "POST"])
@secretariat_only
def turn(request, code, number):
    """Who speaks in a turn."""
    meeting = record_or_404(request, code)
    row = get_object_or_404(meeting.turns.select_related("speaker", "meeting"), number=number)
    statements = list(row.statements.order_by("number"))
    form = TurnForm(sent(request), turn=row)
    if form.is_valid():
        wanted = {"label": form.label(), "kind": form.chosen_kind(), "confirm": "confirm" in request.POST}
        reviewing.set_speaker(row, by=request.user, seen=form.seen(), **wanted)
        messages.success(request, f"話者を「{form.label() or '記載なし'}」にしました。")
        return back_to(request, meeting, f"i{statements[0].number}" if statements else "")
    why_not = why_not_edit(meeting, request.user)
    context = {"meeting": meeting, "turn": row, "statements": statements, "form": form, "why_not": why_not}
    return TemplateResponse(request, "meetings/review_turn.html", context, status=409 if form.is_stale else None)
