"""Ground: desks for people and reference data."""

from django.contrib import admin

from accounts.desk import Desk, ReadOnlyDesk, ValuesFilter
from accounts.models import Firm, Invitation, Municipality, User


@admin.register(Municipality)
class MunicipalityDesk(ReadOnlyDesk):
    """Reference data comes from load_municipalities; it is looked at here, not edited."""

    list_display = ["code", "name", "kana", "prefecture", "region", "kind", "population_2020", "aging_rate_2020"]
    list_filter = [("region", ValuesFilter), "kind", "prefecture"]
    search_fields = ["name", "kana", "code"]
    ordering = ["code"]


@admin.register(Firm)
class FirmDesk(Desk):
    list_display = ["code", "name", "corporate_number", "is_confirmed", "is_fictional"]
    list_filter = ["is_confirmed", "is_fictional"]
    search_fields = ["name", "kana", "corporate_number"]


@admin.register(User)
class UserDesk(Desk):
    """Accounts come from invitations; role and home are changed here, passwords never."""

    list_display = ["email", "name", "role", "position", "municipality", "firm", "is_active", "is_demo"]
    list_filter = ["role", "position", "is_active", "is_demo"]
    list_select_related = ["municipality", "firm"]
    search_fields = ["email", "name", "municipality__name", "firm__name"]
    autocomplete_fields = ["municipality", "firm"]
    fields = ["email", "name", "section", "role", "position", "municipality", "firm", "is_active", "last_login"]
    readonly_fields = ["last_login"]

    def has_add_permission(self, request) -> bool:
        return False


@admin.register(Invitation)
class InvitationDesk(ReadOnlyDesk):
    """Who was invited and whether the link was used. Links are made by `manage.py invite`."""

    list_display = ["email", "role", "municipality", "firm", "expires_at", "used_at", "invited_by"]
    list_filter = ["role"]
    list_select_related = ["municipality", "firm", "invited_by"]
    search_fields = ["email"]
