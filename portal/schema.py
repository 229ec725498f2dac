"""Roof: how endpoints describe themselves in the OpenAPI document."""

import datetime

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter

from portal.conditions import MODIFIED_SINCE


class PortalSchema(AutoSchema):
    """drf-spectacular's reading of our views, with tags by resource instead of by path prefix."""

    def get_tags(self) -> list[str]:
        parts = [part for part in self.path.split("/") if part and not part.startswith("{")]
        return [parts[2] if len(parts) > 2 else "portal"]

    def get_override_parameters(self) -> list[OpenApiParameter]:
        found = [*super().get_override_parameters()]
        is_narrowed = self._is_list_view() and getattr(self.view, "filterset_class", None)
        if is_narrowed and getattr(self.view, "modified_field", ""):
            words = "この日時よりあとに変わったものだけ（ISO 8601）"
            found.append(OpenApiParameter(MODIFIED_SINCE, datetime.datetime, description=words))
        return found
