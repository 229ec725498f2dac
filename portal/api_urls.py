"""Roof: addresses of the API. Each room registers its own viewsets on the one router."""

from django.urls import path
from rest_framework.routers import DefaultRouter

from accounts.api import MunicipalityViewSet
from cases.api import CaseViewSet
from cases.rollout_api import CaseRolloutViewSet, RolloutViewSet
from matching.api import NeedViewSet
from meetings.api import CommitmentViewSet, CouncilViewSet, MeetingViewSet, StatementViewSet
from portal.search_api import SearchView
from vocabulary.api import FieldViewSet, ObstacleViewSet, ToolViewSet

router = DefaultRouter(use_regex_path=True)
router.include_root_view = False
router.register("municipalities", MunicipalityViewSet, "municipalities")
router.register("needs", NeedViewSet, "needs")
router.register("councils", CouncilViewSet, "councils")
router.register("meetings", MeetingViewSet, "meetings")
router.register("statements", StatementViewSet, "statements")
router.register("commitments", CommitmentViewSet, "commitments")
router.register("fields", FieldViewSet, "fields")
router.register("obstacles", ObstacleViewSet, "obstacles")
router.register("tools", ToolViewSet, "tools")
router.register("cases", CaseViewSet, "cases")
router.register("rollouts", RolloutViewSet, "rollouts")
router.register(r"cases/(?P<code>[^/.]+)/rollouts", CaseRolloutViewSet, "case-rollouts")

urlpatterns = [path("search/", SearchView.as_view(), name="api-search"), *router.urls]
