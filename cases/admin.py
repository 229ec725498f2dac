"""Rooms, cases: the desks of the prefecture. A town's words are read here; what the prefecture entered is kept."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest

from accounts.choices import Basis
from accounts.desk import Desk, ReadOnlyDesk
from cases import rollout_admin  # noqa: F401  its desks stand beside these
from cases.actions import publishing, writing
from cases.choices import FundingSource
from cases.facts import FACTS
from cases.models import CaseEvent, CaseObstacle, CaseSource, CaseStudy, CostLine, Effect

SOMEBODY_ELSE = "ほかの人が先に保存しました。何も上書きしていません。この画面を開き直して、もう一度直してください。"
MOVED_BY_ACTIONS = (
    "code",
    "status",
    "revision",
    "needs_confirmation",
    "internal_decision_on",
    "returned_reason",
    "created_by",
    "created_at",
    "updated_at",
    "published_by",
    "published_at",
)


class ReasonForm(ActionForm):
    reason = forms.CharField(label="理由（差し戻すとき）", required=False, max_length=500)


class CaseDeskForm(forms.ModelForm):
    """The facts, and the revision on which the writer began."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    funding = forms.MultipleChoiceField(
        label="財源", choices=FundingSource.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    unknown_facts = forms.MultipleChoiceField(
        label="不明（出典に記載なし）の項目",
        choices=[(fact.key, fact.label) for fact in FACTS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.revision
        if "basis" in self.fields:
            basis: Any = self.fields["basis"]
            basis.choices = [choice for choice in Basis.choices if choice[0] != Basis.TOWN]
            basis.initial = Basis.PUBLIC_SOURCE

    def clean_funding(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["funding"]
        if why := writing.why_not_funding(chosen):
            raise forms.ValidationError(why)
        return chosen

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if self.instance.pk:
            stored = CaseStudy.objects.select_for_update().get(pk=self.instance.pk)
            if stored.revision != given.get("version"):
                raise forms.ValidationError(SOMEBODY_ELSE)
        return given


class FactInline(admin.TabularInline):
    """Facts in rows; written only where the case may be written."""

    extra = 0

    def may_write(self, request: HttpRequest, case: CaseStudy | None) -> bool:
        return case is None or not writing.why_not_edit(case, request.user)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and self.may_write(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and self.may_write(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("cases.change_casestudy") and self.may_write(request, obj)


class EffectInline(FactInline):
    model = Effect
    readonly_fields = ["is_verified"]


class CostInline(FactInline):
    model = CostLine


class ObstacleInline(FactInline):
    model = CaseObstacle
    autocomplete_fields = ["obstacle"]


class SourceInline(FactInline):
    model = CaseSource


@admin.register(CaseStudy)
class CaseDesk(Desk):
    """Cases. States move by the actions of the list; a town's own words are changed by the town."""

    form = CaseDeskForm
    action_form = ReasonForm
    inlines = [EffectInline, CostInline, ObstacleInline, SourceInline]
    list_display = [
        "code",
        "title",
        "municipality",
        "field",
        "kind",
        "status",
        "basis",
        "needs_confirmation",
        "visibility",
        "published_at",
    ]
    list_filter = ["status", "kind", "basis", "needs_confirmation", "visibility", "field__branch", "field"]
    list_select_related = ["municipality", "field"]
    search_fields = ["title", "summary", "municipality__name"]
    autocomplete_fields = ["municipality", "field", "tools"]
    actions = ["publish", "give_back"]
    formfield_overrides = {models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})}}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return (*MOVED_BY_ACTIONS, "kind", "municipality", "basis") if obj else MOVED_BY_ACTIONS

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not writing.why_not_edit(obj, request.user))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        by_code = queryset.by_code(search_term)
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        return found | by_code if search_term else found, may_repeat

    def save_model(self, request: HttpRequest, obj: CaseStudy, form: Any, change: bool) -> None:
        if not change:
            obj.created_by, obj.needs_confirmation = request.user, True
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        writing.follow_up(form.instance, by=request.user, is_new=not change)

    @admin.action(description="公開する", permissions=["change"])
    def publish(self, request: HttpRequest, cases: Any) -> None:
        self.act(request, cases, publishing.publish, "{}件を公開しました。")

    @admin.action(description="差し戻す（理由を入力してから）", permissions=["change"])
    def give_back(self, request: HttpRequest, cases: Any) -> None:
        reason = request.POST.get("reason", "")
        give_back = partial(publishing.return_case, reason=reason)
        self.act(request, cases, give_back, "{}件を差し戻しました。")


@admin.register(Effect)
class EffectDesk(ReadOnlyDesk):
    """Effects over all cases; here the prefecture says which it has checked."""

    list_display = ["case", "indicator", "change_in_words", "volume", "measured_by", "is_estimate", "is_verified"]
    list_filter = ["is_verified", "is_estimate"]
    list_select_related = ["case"]
    search_fields = ["indicator", "case__title"]
    actions = ["verify"]

    @admin.display(description="前 → 後")
    def change_in_words(self, effect: Effect) -> str:
        return effect.change()

    @admin.action(description="県が確かめた")
    def verify(self, request: HttpRequest, effects: Any) -> None:
        self.act(request, effects, writing.verify_effect, "{}件に「県が確かめた」の印を付けました。")


@admin.register(CaseEvent)
class CaseEventDesk(ReadOnlyDesk):
    """Who did what to which case; only ever added to by actions."""

    list_display = ["at", "case", "verb", "by", "note"]
    list_filter = ["verb"]
    list_select_related = ["case", "by"]
    search_fields = ["case__title", "note"]
    date_hierarchy = "at"
