"""Ground: desks for the words that all rooms share."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from vocabulary.models import Field, Obstacle, SynonymGroup, Tool


class KeptDesk(admin.ModelAdmin):
    """Rows that others point at are kept: nothing is deleted here."""

    list_per_page = 50

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Field)
class FieldDesk(KeptDesk):
    """A new list of fields is added beside the old one, whose rows point at their heirs."""

    list_display = ["name", "slug", "branch", "version", "is_current", "becomes"]
    list_filter = ["branch", "version", "is_current"]
    list_select_related = ["becomes"]
    search_fields = ["name", "slug"]
    autocomplete_fields = ["becomes"]
    ordering = ["order", "id"]


@admin.register(Obstacle)
class ObstacleDesk(KeptDesk):
    list_display = ["code", "name", "order"]
    search_fields = ["code", "name"]
    ordering = ["order"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return ["code"] if obj else []  # the code is the key that other rows hold


@admin.register(Tool)
class ToolDesk(KeptDesk):
    list_display = ["name", "slug", "order"]
    search_fields = ["name", "slug"]
    ordering = ["order", "id"]


@admin.register(SynonymGroup)
class SynonymGroupDesk(admin.ModelAdmin):
    """Spellings that the search box treats as one."""

    list_display = ["__str__"]
    search_fields = ["words"]
