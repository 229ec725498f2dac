"""Bridge: addresses of the pages."""

from django.urls import URLPattern

app_name = "matching"
urlpatterns: list[URLPattern] = []
