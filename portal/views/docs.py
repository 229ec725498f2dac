"""Roof: a plain page about the API, drawn from the same schema that machines read."""

from django.contrib.auth.decorators import login_not_required
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

METHODS = ("get", "post", "put", "patch", "delete")


def operations(schema: dict) -> dict[str, list[dict]]:
    """Operations by resource: method, path, what it does, parameters (name, place, description)."""
    found: dict[str, list[dict]] = {}
    for path, item in schema["paths"].items():
        for method in METHODS:
            if operation := item.get(method):
                found.setdefault(operation["tags"][0], []).append(
                    {
                        "method": method.upper(),
                        "path": path,
                        "about": operation.get("description", ""),
                        "parameters": operation.get("parameters", []),
                    }
                )
    return found


@login_not_required
@require_safe
def api_docs(request):
    """Every resource, its operations and parameters, on one page without scripts."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    return TemplateResponse(request, "portal/api_docs.html", {"resources": sorted(operations(schema).items())})
