"""Rooms, meetings: the pages on which records are read."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from meetings.blocks import parts_of, spoken_turns
from meetings.filters import MeetingFilter, RecordFilter
from meetings.models import Attendee, Commitment, Council, Meeting, Statement, Turn
from search import synonyms
from search.parse import parse
from vocabulary.asked import unread_conditions

PER_LIST = 20
ONE_PAGE, PER_PAGE = 400, 200  # statements: up to 400 stand on one page, longer records go by 200


@login_not_required
@require_safe
def meeting_list(request):
    """Meetings, newest first."""
    found = MeetingFilter(request.GET, Meeting.objects.visible_to(request.user).for_list(), request=request)
    page = Paginator(found.qs, PER_LIST).get_page(request.GET.get("page"))
    notices = unread_conditions(found, request.GET)
    return TemplateResponse(request, "meetings/list.html", {"filter": found, "page": page, "notices": notices})


@login_not_required
@require_safe
def council(request, slug):
    """One council under all its names, with its meetings."""
    found = get_object_or_404(Council.objects.visible_to(request.user).for_list(), slug=slug)
    meetings = Meeting.objects.visible_to(request.user).filter(council=found).for_list()
    page = Paginator(meetings, PER_LIST).get_page(request.GET.get("page"))
    return TemplateResponse(request, "meetings/council.html", {"council": found, "page": page})


@login_not_required
@require_safe
def meeting_detail(request, code):
    """A record: facts, agenda, statements."""
    meeting = visible_meeting(request, code)
    return TemplateResponse(request, "meetings/detail.html", record_context(request, meeting))


@login_not_required
@require_safe
def statement(request, code, number):
    """One statement with what it answers and what answers it. A number that is not there leads to the record."""
    meeting = visible_meeting(request, code)
    statements = Statement.objects.visible_to(request.user).filter(meeting=meeting)
    found = statements.for_reading().filter(number=number).first()
    if found is None:
        context = record_context(request, meeting) | {"missing": number}
        return TemplateResponse(request, "meetings/detail.html", context, status=404)
    context = {
        "meeting": meeting,
        "statement": found,
        "just_this": [found],
        "spoken": turns_of(meeting).get(found.turn_id),
        "together": statements.filter(turn=found.turn_id).values_list("number", flat=True) if found.turn_id else (),
        "previous": statements.filter(number__lt=number).order_by("-number").first(),
        "next": statements.filter(number__gt=number).order_by("number").first(),
        "commitments": Commitment.objects.visible_to(request.user).filter(turn=found.turn_id, turn__isnull=False),
    }
    return TemplateResponse(request, "meetings/statement.html", context)


def visible_meeting(request: HttpRequest, code: str) -> Meeting:
    """The meeting with this code, or 404: unknown and hidden are the same."""
    found = Meeting.objects.visible_to(request.user).by_code(code).for_list().prefetch_related("council__names").first()
    if found is None:
        raise Http404
    return found


def turns_of(meeting: Meeting):
    """The turns of a record by id, with their links."""
    firsts = Statement.objects.filter(meeting=meeting, turn__isnull=False).values("turn").annotate(first=Min("number"))
    numbers = {row["turn"]: row["first"] for row in firsts.order_by()}
    return spoken_turns(Turn.objects.filter(meeting=meeting).for_record(), numbers)


def record_context(request: HttpRequest, meeting: Meeting) -> dict:
    """Everything that the page of a record shows, for the conditions in the address."""
    statements = Statement.objects.visible_to(request.user).filter(meeting=meeting).for_reading()
    labels = list(meeting.speakers.order_by("pk").values_list("label", flat=True))
    found = RecordFilter(request.GET, statements, request=request, labels=labels)
    numbers = found.qs.count()
    page = Paginator(found.qs, ONE_PAGE if numbers <= ONE_PAGE else PER_PAGE).get_page(request.GET.get("page"))
    sections = {section.pk: section for section in meeting.sections.all()}
    words = found.form.cleaned_data.get("q") if found.is_bound else ""
    return {
        "meeting": meeting,
        "filter": found,
        "notices": unread_conditions(found, request.GET),
        "page": page,
        "found_count": numbers,
        "parts": parts_of(page.object_list, sections, turns_of(meeting)),
        "narrowed": any(value for name, value in request.GET.items() if name in found.form.fields),
        "asked": parse(words, synonyms.table()) if words else None,
        "agenda": meeting.agenda.annotate(statement_count=Count("statement")).order_by("order"),
        "commitments": meeting.commitments.select_related("turn__speaker"),
        "attendees": Attendee.objects.visible_to(request.user).filter(meeting=meeting),
        "has_pseudonyms": meeting.speakers.filter(is_pseudonym=True).exists(),
        "decisions": meeting.decisions.all(),
        "attachments": meeting.attachments.all(),
    }
