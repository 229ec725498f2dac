"""Roof: addresses of the API. Each room registers its own viewsets on the one router."""

from rest_framework.routers import DefaultRouter

from accounts.api import MunicipalityViewSet

router = DefaultRouter(use_regex_path=True)
router.include_root_view = False
router.register("municipalities", MunicipalityViewSet, "municipalities")

urlpatterns = router.urls
