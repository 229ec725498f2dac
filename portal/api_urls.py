"""Roof: addresses of the API. Each room registers its own viewsets on the one router."""

from portal.api import router

urlpatterns = router.urls
