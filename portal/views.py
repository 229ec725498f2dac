"""Roof: first page, the one search box, help, health, and what an expired form is told."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.template.response import TemplateResponse


@login_not_required
def home(request):
    return TemplateResponse(request, "portal/home.html", {})


@login_not_required
def search(request):
    return TemplateResponse(request, "portal/search.html", {})


@login_not_required
def help_page(request):
    return TemplateResponse(request, "portal/help.html", {})


@login_not_required
def sources(request):
    return TemplateResponse(request, "portal/sources.html", {})


@login_not_required
def accessibility(request):
    return TemplateResponse(request, "portal/accessibility.html", {})


@login_not_required
def api_docs(request):
    return TemplateResponse(request, "portal/api_docs.html", {})


@login_not_required
def health(request):
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def csrf_failure(request, reason=""):
    return TemplateResponse(request, "403_csrf.html", {}, status=403)
