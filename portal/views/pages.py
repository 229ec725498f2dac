"""Roof: pages that explain the portal, its health, and what an expired form is told."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_GET, require_safe

from cases.choices import STAGE_LETTERS
from vocabulary.models import Obstacle


@login_not_required
@require_safe
def help_page(request):
    """How the portal is used, and what its words mean."""
    stages = [(stage, letter) for stage, letter in STAGE_LETTERS.items()]
    return TemplateResponse(request, "portal/help.html", {"stages": stages, "obstacles": Obstacle.objects.all()})


@login_not_required
@require_safe
def sources(request):
    """Where reference data comes from, with the credit lines that its licences ask for."""
    return TemplateResponse(request, "portal/sources.html")


@login_not_required
@require_safe
def accessibility(request):
    """What the portal aims at and what is not checked yet."""
    return TemplateResponse(request, "portal/accessibility.html")


@login_not_required
@require_GET
def health(request):
    """200 while the process answers and its database does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@login_not_required
def csrf_failure(request, reason=""):
    """A form that waited too long or came from elsewhere."""
    return TemplateResponse(request, "403_csrf.html", status=403)
