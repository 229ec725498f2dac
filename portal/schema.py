"""Roof: how endpoints describe themselves in the OpenAPI document."""

from drf_spectacular.openapi import AutoSchema


class PortalSchema(AutoSchema):
    """drf-spectacular's reading of our views, with tags by resource instead of by path prefix."""

    def get_tags(self) -> list[str]:
        parts = [part for part in self.path.split("/") if part and not part.startswith("{")]
        return [parts[2] if len(parts) > 2 else "portal"]
