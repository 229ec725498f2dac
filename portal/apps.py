"""Roof: the portal itself, and the admin site it puts in place of Django's own."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "ポータル"


class PortalAdminConfig(AdminConfig):
    default_site = "portal.admin.PortalAdminSite"
