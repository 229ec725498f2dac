"""Rooms, cases: pages that write a case, step by step."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.rules import require
from cases.actions import publishing, writing
from cases.choices import CaseStatus
from cases.facts import completeness, label_of, missing, rows, step_of
from cases.forms.conflicts import differences
from cases.forms.moves import DecisionForm, KindForm, OwnerForm
from cases.forms.steps import Step, StepForms, is_done, left_in, steps_of
from cases.models import CaseStudy
from cases.views.reading import case_for
from vocabulary.dates import clock

NOT_BY_ITSELF = "公開している事例は、自動では保存しません。書き終えたら「保存」を押してください。"
NOT_YET = "まだ保存できない項目があります。「保存」を押すと、直すところが分かります。"
SOMEBODY_ELSE = "ほかの人が先に保存しました。「保存」を押すと、両方を並べて見られます。"


def posted(request: HttpRequest):
    """What was sent, or None on a plain visit."""
    return request.POST if request.method == "POST" else None


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Which of the two kinds."""
    require(writing.why_not_create(request.user))
    form = KindForm(request.GET or None)
    if form.is_valid():
        return redirect(f"cases:start-{form.cleaned_data['kind']}")
    return TemplateResponse(request, "cases/new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """The first page of a new case; the secretariat also says whose case it is and on what ground."""
    require(writing.why_not_create(request.user))
    blank = CaseStudy(kind=kind)
    step = steps_of(blank)[0]
    form = step.form(posted(request), instance=blank)
    owner = OwnerForm(posted(request)) if request.user.is_secretariat else None
    are_valid = [one.is_valid() for one in (owner, form) if one]  # both are asked, so that all errors show at once
    if request.method == "POST" and all(are_valid):
        whose = owner.cleaned_data if owner else {"municipality": request.user.municipality}
        case = writing.create_once(by=request.user, kind=kind, values=form.values(), **whose)
        messages.success(request, f"下書きを保存しました。番号は{case.code}です。")
        return redirect(after(case, step))
    context = {"form": form, "owner": owner, "case": blank, "step": step}
    return TemplateResponse(request, "cases/start.html", context)


@require_GET
def edit_first(request: HttpRequest, code: str) -> HttpResponse:
    """The first page on which something that publishing needs is missing."""
    case = case_for(request, code)
    require(writing.why_not_edit(case, request.user))
    steps = steps_of(case)
    return redirect("cases:edit", case.code, next((step for step in steps if left_in(case, step)), steps[0]).slug)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One step. Saved on every POST; with errors everything typed stays on the page."""
    case = case_for(request, code)
    require(writing.why_not_edit(case, request.user))
    step = next((step for step in steps_of(case) if step.slug == slug), None)
    if step is None:
        raise Http404
    more = 3 if request.GET.get("more") == "1" else 0
    forms = StepForms(step, case, posted(request), more=more)
    if request.method == "POST" and is_autosave(request) and case.status == CaseStatus.PUBLISHED:
        return JsonResponse({"message": NOT_BY_ITSELF}, status=409)
    if request.method == "POST" and forms.is_valid():
        return saved(request, case, forms)
    if is_autosave(request):
        return JsonResponse({"message": NOT_YET}, status=400)
    return step_page(request, case, forms, version=seen_revision(request) if posted(request) else case.revision)


def is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Autosave") == "1"


def seen_revision(request: HttpRequest) -> int:
    """The revision on which the writer began; 0, which never fits, when the form does not say."""
    typed = request.POST.get("version", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else 0


def saved(request: HttpRequest, case: CaseStudy, forms: StepForms) -> HttpResponse:
    """Save a valid step and answer what became of it, as page or for the script."""
    result = writing.save(
        case, by=request.user, revision=seen_revision(request), values=forms.values(), rows=forms.row_values()
    )
    if result.is_stale:
        return conflict(request, result.case, forms)
    if result.refused:
        for sentence in result.refused:
            forms.form.add_error(None, sentence)
        return step_page(request, case, forms, version=seen_revision(request))
    said = f"保存しました（{clock(timezone.localtime().time())}）。"
    if is_autosave(request):
        return JsonResponse({"message": said, "version": result.case.revision})
    messages.success(request, said)
    if "add" in request.POST:
        return redirect(f"{reverse('cases:edit', args=[case.code, forms.step.slug])}?more=1#rows")
    return redirect(after(result.case, forms.step))


def conflict(request: HttpRequest, stored: CaseStudy, forms: StepForms) -> HttpResponse:
    """Both texts side by side; the typed one stays in the form and is saved only when sent again."""
    if is_autosave(request):
        return JsonResponse({"message": SOMEBODY_ELSE}, status=409)
    compared = {"differences": differences(forms, stored)}
    return step_page(request, stored, forms, version=stored.revision, status=409, **compared)


def after(case: CaseStudy, step: Step) -> str:
    """Where 保存して次へ leads: the next step, then the check page."""
    steps = steps_of(case)
    place = [one.slug for one in steps].index(step.slug) + 1
    if place < len(steps):
        return reverse("cases:edit", args=[case.code, steps[place].slug])
    return reverse("cases:check", args=[case.code])


def step_page(request: HttpRequest, case: CaseStudy, forms: StepForms, *, version: int, status: int = 200, **more):
    """One step as a page."""
    has_errors = forms.form.is_bound and not forms.is_valid()
    context = {
        "case": case,
        "step": forms.step,
        "form": forms.form,
        "formset": forms.rows,
        "version": version,
        "steps": trail(case, forms.step.slug, has_errors=has_errors),
        "completeness": completeness(case),
        "autosaves": case.status != CaseStatus.PUBLISHED and "differences" not in more,
    }
    return TemplateResponse(request, "cases/edit.html", context | more, status=status)


def trail(case: CaseStudy, current: str, *, has_errors: bool = False) -> list[dict[str, str]]:
    """The steps with what is done, what is open and what is wrong."""
    places = []
    for step in steps_of(case):
        left, done = left_in(case, step), is_done(case, step)
        state, word = ("done", "済") if done else ("", f"あと{left}" if left else "")
        if step.slug == current:
            state, word = ("error", "要確認") if has_errors else ("current", "編集中")
        places.append(
            {"slug": step.slug, "label": step.label, "state": state, "word": word, "is_current": step.slug == current}
        )
    return places


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """Every answer with the way to change it, what is missing by name, and the hand-over to the prefecture."""
    case = case_for(request, code)
    require(writing.why_not_edit(case, request.user))
    form = DecisionForm(posted(request), by=request.user) if request.user.is_town else None
    if request.method == "POST" and (form is None or form.is_valid()):
        decided = form.cleaned_data if form else {}
        publishing.submit(case, by=request.user, **decided)
        messages.success(request, f"{case.code}を県に出しました。県が確かめて、公開するか差し戻します。")
        return redirect(case)
    context = {
        "case": case,
        "form": form,
        "rows": rows(case),
        "missing": [{"label": label_of(fact, case), "step": step_of(fact, case)} for fact in missing(case)],
        "can_source": any(step.slug == "sources" for step in steps_of(case)),
        "steps": trail(case, "check"),
        "completeness": completeness(case),
        "why_not": publishing.why_not_submit(case, request.user),
    }
    return TemplateResponse(request, "cases/check.html", context)
