"""Roof: addresses of the API. Each room registers its own viewsets on the one router."""

from rest_framework.routers import DefaultRouter

from accounts.api import MunicipalityViewSet
from matching.api import NeedViewSet
from meetings.api import CommitmentViewSet, CouncilViewSet, MeetingViewSet, StatementViewSet

router = DefaultRouter(use_regex_path=True)
router.include_root_view = False
router.register("municipalities", MunicipalityViewSet, "municipalities")
router.register("needs", NeedViewSet, "needs")
router.register("councils", CouncilViewSet, "councils")
router.register("meetings", MeetingViewSet, "meetings")
router.register("statements", StatementViewSet, "statements")
router.register("commitments", CommitmentViewSet, "commitments")

urlpatterns = router.urls
