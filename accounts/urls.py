"""Ground: addresses of the towns' pages and of invitations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
