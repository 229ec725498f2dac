"""Rooms, cases: addresses of the pages."""

from django.urls import URLPattern, path

from cases.choices import CaseKind
from cases.views import moving, reading, spread, writing

app_name = "cases"
urlpatterns: list[URLPattern] = [
    path("cases/", reading.case_list, name="list"),
    path("cases/new/", writing.new, name="new"),
    path("cases/new/full/", writing.start, {"kind": CaseKind.FULL}, name="start-full"),
    path("cases/new/tip/", writing.start, {"kind": CaseKind.TIP}, name="start-tip"),
    path("cases/<str:code>/", reading.detail, name="detail"),
    path("cases/<str:code>/edit/", writing.edit_first, name="edit-first"),
    path("cases/<str:code>/edit/check/", writing.check, name="check"),
    path("cases/<str:code>/edit/<slug:slug>/", writing.edit, name="edit"),
    path("cases/<str:code>/publish/", moving.move, {"verb": "publish"}, name="publish"),
    path("cases/<str:code>/return/", moving.move, {"verb": "return"}, name="return"),
    path("cases/<str:code>/withdraw/", moving.move, {"verb": "withdraw"}, name="withdraw"),
    path("cases/<str:code>/confirm/", moving.move, {"verb": "confirm"}, name="confirm"),
    path("spread/", spread.spread, name="spread"),
    path("cases/<str:code>/spread/", spread.case_spread, name="case-spread"),
    path("cases/<str:code>/rollouts/new/", spread.rollout_new, name="rollout-new"),
    path("cases/<str:code>/rollouts/<str:town>/", spread.rollout, name="rollout"),
    path("cases/<str:code>/rollouts/<str:town>/confirm/", spread.rollout_confirm, name="rollout-confirm"),
]
