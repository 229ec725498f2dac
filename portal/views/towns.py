"""Roof: the municipalities, and what is known of each."""

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from accounts.filters import MunicipalityFilter
from accounts.models import Municipality
from cases.models import CaseStudy, Rollout
from matching.models import Need
from vocabulary.asked import unread_conditions

SHOWN = 10


@login_not_required
@require_safe
def towns(request):
    """The municipalities of the home prefecture; all of Japan with ?all=1 or a prefecture."""
    everywhere = bool(request.GET.get("all") or request.GET.get("prefecture"))
    base = Municipality.objects.order_by("code") if everywhere else Municipality.objects.at_home()
    found = MunicipalityFilter(request.GET, base)
    context = {
        "filter": found,
        "notices": unread_conditions(found, request.GET, also={"all"}),
        "page": Paginator(found.qs, 50).get_page(request.GET.get("page")),
        "everywhere": everywhere,
    }
    return TemplateResponse(request, "portal/towns.html", context)


@login_not_required
@require_safe
def town(request, code):
    """Facts with their year, what the town runs and told, its open needs, its neighbours."""
    place = get_object_or_404(Municipality.objects.by_code(code))
    cases = CaseStudy.objects.visible_to(request.user).filter(municipality=place).for_list()
    rollouts = Rollout.objects.visible_to(request.user).filter(municipality=place).for_list()
    context = {
        "town": place,
        "cases": cases[:SHOWN],
        "more_cases": max(0, cases.count() - SHOWN),
        "rollouts": [rollout for rollout in rollouts if rollout.case.municipality_id != place.pk],
        # A need whose town is not named to everybody never stands on its town's page.
        "needs": Need.objects.visible_to(request.user).filter(municipality=place, is_anonymous=False).for_list(),
        "neighbours": place.neighbours.all(),
        "is_own": request.user.is_authenticated and request.user.municipality_id == place.pk,
    }
    return TemplateResponse(request, "portal/town.html", context)
