"""Roof: the street map."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from drf_spectacular.views import SpectacularAPIView

from portal import api_urls
from portal.views import docs, finding, home, pages, towns

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", finding.search, name="search"),
    path("towns/", towns.towns, name="towns"),
    path("towns/<str:code>/", towns.town, name="town"),
    path("help/", pages.help_page, name="help"),
    path("help/sources/", pages.sources, name="sources"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("healthz", pages.health, name="health"),
    path("", include("accounts.urls")),
    path("", include("cases.urls")),
    path("", include("meetings.urls")),
    path("", include("matching.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include(api_urls)),
    path("api/v1/schema/", login_not_required(SpectacularAPIView.as_view()), name="schema"),
    path("api/v1/docs/", docs.api_docs, name="api-docs"),
]

handler400 = "portal.views.faults.bad_request_sent"
handler404 = "portal.views.faults.not_found"
handler500 = "portal.views.faults.server_error"
