"""Roof: the conditions under which the API lists and writes: pages, strict filters, permission."""

import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework import exceptions, fields, permissions
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

if TYPE_CHECKING:  # rest_framework.views imports this module by its settings
    from rest_framework.views import APIView

PAGING = {"page", "page_size", "format", "ordering"}
MODIFIED_SINCE = "modified_since"


class Pages(PageNumberPagination):
    """`{count, next, previous, results}`, 20 rows, at most 100."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100


class StrictFilterBackend(DjangoFilterBackend):  # type: ignore[misc]  # django-filter comes without types
    """Filters with the page's own FilterSet. A parameter that it does not know is refused, not ignored.

    A view that names its `modified_field` also answers `modified_since` (ISO 8601 date and time), for those who keep
    a copy of a list.
    """

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: "APIView") -> QuerySet[Any]:
        filterset_class = self.get_filterset_class(view, queryset)
        known = set(filterset_class.get_filters()) if filterset_class else set()
        modified = getattr(view, "modified_field", "") if filterset_class else ""
        known |= {MODIFIED_SINCE} if modified else set()
        if unknown := sorted(set(request.query_params) - known - PAGING):
            raise exceptions.ValidationError({name: ["この条件は使えません。"] for name in unknown})
        narrowed: QuerySet[Any] = super().filter_queryset(request, queryset, view)
        if modified and (since := request.query_params.get(MODIFIED_SINCE)):
            return narrowed.filter(**{f"{modified}__gte": moment_of(since)})
        return narrowed


def moment_of(text: str) -> datetime.datetime:
    """An ISO 8601 moment; without a zone it is Japanese time. Refused with a sentence when it is none."""
    try:
        return fields.DateTimeField().to_internal_value(text)
    except (exceptions.ValidationError, OverflowError) as why:
        sentence = "2026-04-01T09:00:00+09:00 の形で入力してください。"
        raise exceptions.ValidationError({MODIFIED_SINCE: [sentence]}) from why


class ReadAnyWriteSignedIn(permissions.BasePermission):
    """Everybody may ask (querysets decide what is seen); writing needs a session."""

    message = "先にログインしてください。"

    def has_permission(self, request: Request, view: "APIView") -> bool:
        return request.method in permissions.SAFE_METHODS or request.user.is_authenticated
