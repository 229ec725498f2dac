"""Rooms, meetings: the pages of the ledger 声の台帳, for readers and for the secretariat that keeps it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.rules import require
from meetings.actions.answering import keep, link_answer, promise, why_not_keep_ledger
from meetings.filters import RecordVoiceFilter, VoiceFilter
from meetings.ledger import AnswerForm, CommitmentForm, KeptForm, state_counts
from meetings.models import Commitment, Meeting, Turn
from meetings.views.reading import PER_LIST, visible_meeting
from vocabulary.asked import unread_conditions


@login_not_required
@require_safe
def all_voices(request):
    """Voices of all published meetings and what became of them."""
    published = Meeting.objects.visible_to(request.user).published()
    voices = Turn.objects.visible_to(request.user).filter(meeting__in=published).for_ledger()
    return TemplateResponse(request, "meetings/voices.html", ledger_context(request, VoiceFilter, voices))


@login_not_required
@require_safe
def meeting_ledger(request, code):
    """The voices of one meeting."""
    meeting = visible_meeting(request, code)
    voices = Turn.objects.visible_to(request.user).filter(meeting=meeting).for_ledger()
    context = ledger_context(request, RecordVoiceFilter, voices)
    context |= {"meeting": meeting, "why_not_keep": why_not_keep_ledger(meeting, request.user)}
    context |= {"of_meeting": meeting.commitments.filter(turn=None)}
    return TemplateResponse(request, "meetings/ledger.html", context)


def ledger_context(request, filter_class, voices) -> dict:
    """The filtered ledger, page by page, with the number of voices in each state."""
    found = filter_class(request.GET, voices, request=request)
    counts = state_counts(filter_class, request.GET, voices, request)
    return {
        "filter": found,
        "notices": unread_conditions(found, request.GET),
        "counts": counts,
        "voice_count": sum(number for _, _, number in counts),
        "state": found.form.cleaned_data.get("state", "") if found.is_bound else "",
        "page": Paginator(found.qs, PER_LIST).get_page(request.GET.get("page")),
    }


def voice_or_404(request, code, number) -> Turn:
    voices = Turn.objects.visible_to(request.user).filter(meeting=visible_meeting(request, code)).for_ledger()
    return get_object_or_404(voices, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_voice(request, code, number):
    """Choose a turn that answers this voice; see what was promised."""
    voice = voice_or_404(request, code, number)
    require(why_not_keep_ledger(voice.meeting, request.user))
    form = AnswerForm(request.POST or None, voice=voice)
    if request.method == "POST" and form.is_valid():
        link_answer(form.cleaned_data["answer"], question=voice, by=request.user)
        messages.success(request, "答えをつなぎました。")
        return redirect("meetings:answer", code=voice.meeting.code, number=number)
    return TemplateResponse(request, "meetings/answer.html", {"voice": voice, "meeting": voice.meeting, "form": form})


@require_POST
def unlink_answer(request, code, number, answer):
    """Say that a turn is no answer to this voice."""
    voice = voice_or_404(request, code, number)
    turn = get_object_or_404(voice.replies.all(), number=answer)
    link_answer(turn, question=None, by=request.user)
    messages.success(request, "つながりを外しました。")
    return redirect("meetings:answer", code=voice.meeting.code, number=number)


@require_http_methods(["GET", "HEAD", "POST"])
def promise_voice(request, code, number):
    """Record a commitment to this voice."""
    voice = voice_or_404(request, code, number)
    require(why_not_keep_ledger(voice.meeting, request.user))
    form = CommitmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = promise(voice.meeting, turn=voice, by=request.user, **form.cleaned_data)
        messages.success(request, f"宿題を登録しました。番号は{made.code}です。")
        return redirect("meetings:answer", code=voice.meeting.code, number=number)
    return TemplateResponse(request, "meetings/promise.html", {"voice": voice, "meeting": voice.meeting, "form": form})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request, code):
    """One commitment; the secretariat changes it here and says when it is done."""
    rows = Commitment.objects.visible_to(request.user).by_code(code)
    found = get_object_or_404(rows.select_related("meeting", "turn__speaker").prefetch_related("turn__statements"))
    why_not = why_not_keep_ledger(found.meeting, request.user)
    form = KeptForm(request.POST if request.method == "POST" else None, commitment=found)
    if request.method == "POST":
        require(why_not)
        if form.is_valid():
            keep(found, by=request.user, **form.cleaned_data)
            messages.success(request, "宿題を保存しました。")
            return redirect("meetings:commitment", code=found.code)
    context = {"commitment": found, "meeting": found.meeting, "form": form, "why_not_keep": why_not}
    return TemplateResponse(request, "meetings/commitment.html", context)
