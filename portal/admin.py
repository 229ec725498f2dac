"""Roof: the admin site. Sign-in goes through allauth, so that its limits hold here too."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path


class PortalAdminSite(admin.AdminSite):
    """The desk of the prefecture: people, reference data, records. States move only through actions."""

    site_title = "管理"
    site_header = "管理"
    index_title = "机"

    def has_permission(self, request) -> bool:
        return request.user.is_authenticated and request.user.is_staff

    def login(self, request, extra_context=None):
        return secure_admin_login(super().login)(request, extra_context)

    def get_urls(self):
        shortcut = path("r/<int:content_type_id>/<str:object_id>/", self.admin_view(self.shortcut), name="view_on_site")
        return [shortcut, path("r/<path:rest>", self.admin_view(self.nothing_here)), *super().get_urls()]

    def shortcut(self, request, content_type_id, object_id):
        """From a row on its desk to its page. Django's own leads to every row, and so tells which hidden ones exist."""
        kind = ContentType.objects.filter(pk=content_type_id).first()
        desk = self._registry.get(kind.model_class()) if kind else None
        row = desk.get_object(request, object_id) if desk and desk.has_view_permission(request) else None
        if row is None or not hasattr(row, "get_absolute_url"):
            raise Http404
        return redirect(row)

    def nothing_here(self, request, rest):
        raise Http404
