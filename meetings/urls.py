"""Rooms, meetings: addresses of the pages."""

from django.urls import URLPattern

app_name = "meetings"
urlpatterns: list[URLPattern] = []
