"""Bridge: desks for needs and links. The town behind an anonymous need is not shown to the admin role."""

from django.contrib import admin

from accounts.desk import Desk, ReadOnlyDesk, ValuesFilter
from matching.actions import link_case, link_statement
from matching.models import Need, NeedCase, NeedEvent, NeedSupport, StatementCase


@admin.register(Need)
class NeedDesk(ReadOnlyDesk):
    """Needs are written on their own pages, by those whose words they are; here they are found and watched."""

    list_display = ["code", "title", "town", "status", "visibility", "released_to_firms", "support_count", "posted_at"]
    list_filter = ["status", "visibility", "released_to_firms", "field", "is_anonymous", "is_fictional"]
    list_select_related = ["municipality", "field"]
    search_fields = ["title", "today", "work_to_remove"]
    date_hierarchy = "posted_at"

    def get_queryset(self, request):
        return super().get_queryset(request).for_list().with_shown_town(request.user)

    def get_fields(self, request, obj=None):
        hidden = {"municipality", "cannot_say", "created_by", "id"}
        return ["town", *[field.name for field in Need._meta.fields if field.name not in hidden], "obstacles"]

    @admin.display(description="市町")
    def town(self, need):
        return need.shown_town

    @admin.display(description="うちも")
    def support_count(self, need):
        return need.support_count


@admin.register(NeedSupport)
class NeedSupportDesk(ReadOnlyDesk):
    list_display = ["need", "municipality", "note", "at"]
    list_filter = [("municipality__region", ValuesFilter)]
    list_select_related = ["need", "municipality"]
    search_fields = ["need__title", "municipality__name"]


@admin.register(NeedEvent)
class NeedEventDesk(ReadOnlyDesk):
    list_display = ["at", "need", "verb", "note", "by"]
    list_filter = ["verb"]
    list_select_related = ["need", "by"]
    search_fields = ["need__title", "note"]


class LinkDesk(Desk):
    """Links are made by hand, by the same action as on the pages; who made one and when is filled in."""

    readonly_fields = ["at", "by"]

    def has_change_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.__dict__.update(self.made(obj, request.user).__dict__)


@admin.register(StatementCase)
class StatementCaseDesk(LinkDesk):
    list_display = ["statement", "case", "note", "at", "by"]
    list_select_related = ["statement__meeting", "case", "by"]
    autocomplete_fields = ["statement", "case"]
    search_fields = ["case__title", "note"]

    def made(self, link, by):
        return link_statement(link.statement, link.case, by=by, note=link.note)


@admin.register(NeedCase)
class NeedCaseDesk(LinkDesk):
    list_display = ["need", "case", "note", "at", "by"]
    list_select_related = ["need", "case", "by"]
    autocomplete_fields = ["need", "case"]
    search_fields = ["need__title", "case__title", "note"]

    def made(self, link, by):
        return link_case(link.need, link.case, by=by, note=link.note)
