"""Roof: the admin site. Sign-in goes through allauth, so that its limits hold here too."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin


class PortalAdminSite(admin.AdminSite):
    """The desk of the prefecture: people, reference data, records. States move only through actions."""

    site_title = "管理"
    site_header = "管理"
    index_title = "机"

    def has_permission(self, request) -> bool:
        return request.user.is_authenticated and request.user.is_staff

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)
