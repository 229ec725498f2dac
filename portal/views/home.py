"""Roof: the first page. The role decides what comes first; nothing is hidden by it."""

from django.contrib.auth.decorators import login_not_required
from django.db.models import F, Func, IntegerField
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.models import Municipality
from cases.choices import CaseStatus
from cases.models import CaseStudy
from matching.models import Need
from meetings.models import Meeting, Turn
from portal.tasks import tasks_for

SHOWN = 5


def cases_near(viewer):
    """Published cases: those of towns of a like size first for a town, the newest first for everybody else."""
    cases = CaseStudy.objects.visible_to(viewer).filter(status=CaseStatus.PUBLISHED).for_list()
    if not viewer.is_authenticated or not viewer.is_town:
        return cases
    own: Municipality = viewer.municipality
    distance = Func(
        F("municipality__population_2020") - own.population_2020, function="ABS", output_field=IntegerField()
    )
    return cases.exclude(municipality=own).order_by(distance, "-published_at", "-id")


@login_not_required
@require_safe
def home(request):
    """今日のやること, cases near the own town, new needs, voices without an answer, the newest meetings."""
    viewer = request.user
    meetings = Meeting.objects.visible_to(viewer).published()
    unanswered = Turn.objects.visible_to(viewer).by_municipalities().unanswered()
    context = {
        "tasks": tasks_for(viewer),
        "cases": cases_near(viewer)[:SHOWN],
        "needs": Need.objects.visible_to(viewer).filter(posted_at__isnull=False).for_list()[:SHOWN],
        "meetings": meetings.for_list()[:SHOWN],
        "unanswered_count": unanswered.filter(meeting__in=meetings).count(),
    }
    return TemplateResponse(request, "portal/home.html", context)
