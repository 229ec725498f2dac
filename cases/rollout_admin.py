"""Rooms, cases: the rollout board of the prefecture. Stages are looked at here; they move by actions alone."""

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest

from accounts.choices import Basis
from accounts.desk import Desk, ReadOnlyDesk
from accounts.models import Municipality
from cases.actions.rollouts import record, why_not_record
from cases.models import CaseStudy, Rollout, RolloutEvent
from vocabulary.templatetags.japanese import wareki_short

ENTERED = ("section", "fiscal_year", "grant_ends_on", "remark", "since", "source_url", "source_date")


class StaleFilter(admin.SimpleListFilter):
    """確認待ち: 90 days without news on the way, a year once it runs."""

    title = "確認待ち"
    parameter_name = "stale"

    def lookups(self, request, model_admin):
        return [("1", "確認待ち（途中は90日、運用中・自走は1年）")]

    def queryset(self, request, queryset):
        return queryset.stale() if self.value() == "1" else queryset


class WaitingFilter(admin.SimpleListFilter):
    """要確認: entered by the prefecture, not yet taken over by the town."""

    title = "要確認"
    parameter_name = "unconfirmed"

    def lookups(self, request, model_admin):
        return [("1", "市町がまだ確かめていない")]

    def queryset(self, request, queryset):
        return queryset.exclude(basis=Basis.TOWN) if self.value() == "1" else queryset


class RegionFilter(admin.SimpleListFilter):
    """The regions of the home prefecture in official order."""

    title = "地域"
    parameter_name = "region"

    def lookups(self, request, model_admin):
        return Municipality.objects.regions_at_home()

    def queryset(self, request, queryset):
        return queryset.filter(municipality__region=self.value()) if self.value() else queryset


class CaseCodeFilter(admin.SimpleListFilter):
    """One case, by its code: hundreds of titles beside the list would help nobody."""

    title = "事例"
    parameter_name = "case"
    template = "cases/admin/code_filter.html"

    def lookups(self, request, model_admin):
        return [("", "")]

    def choices(self, changelist):
        kept = [(name, value) for name, value in changelist.params.items() if name not in (self.parameter_name, "p")]
        yield {"asked": self.value() or "", "kept": kept}

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        return queryset.filter(case__in=CaseStudy.objects.visible_to(request.user).by_code(self.value()))


class EnteredForm(forms.ModelForm):
    """What the secretariat enters of a town: from a public source, or standing in for a town without accounts."""

    basis = forms.ChoiceField(
        label="だれの言葉か", choices=[(basis.value, basis.label) for basis in (Basis.PUBLIC_SOURCE, Basis.ON_BEHALF)]
    )
    why = forms.CharField(
        label="説明", required=False, max_length=500, help_text="見送り・中断・終了のときは、必ず入れてください。"
    )

    class Meta:
        model = Rollout
        fields = ("case", "municipality", "basis", "source_url", "source_date", "stage", "since", "reason", "why")
        fields += ("fiscal_year", "remark", "section", "grant_ends_on")

    def told(self) -> dict:
        """The keywords of `record`."""
        given = self.cleaned_data
        facts = {name: given.get(name) for name in ENTERED}
        return {"basis": given.get("basis"), "reason": given.get("reason"), "note": given.get("why") or "", **facts}

    def clean(self):
        given = super().clean()
        if not self.errors:
            why = why_not_record(given["case"], given["municipality"], given["stage"], self.user, **self.told())
            if why:
                raise forms.ValidationError(why)
        return given


class HistoryInline(admin.TabularInline):
    """The history under its rollout: read, never written."""

    model = RolloutEvent
    fields = readonly_fields = ("at", "by", "old_stage", "new_stage", "basis", "reason", "note", "evidence")
    ordering = ("-at", "-id")
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[RolloutEvent]:
        return RolloutEvent.objects.visible_to(request.user).for_list()

    def has_add_permission(self, request, obj=None) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False


@admin.register(Rollout)
class RolloutBoard(Desk):
    """Who is how far with what, who waits for a word, and why somebody left."""

    list_display = ("case_told", "municipality", "stage", "basis", "waiting", "reason", "last_told", "moved_on")
    list_display_links = ("case_told", "municipality")
    list_filter = (
        CaseCodeFilter,
        "stage",
        StaleFilter,
        WaitingFilter,
        RegionFilter,
        "basis",
        ("reason", admin.RelatedOnlyFieldListFilter),
    )
    list_select_related = ("case", "municipality", "reason")
    search_fields = ("case__title", "municipality__name", "municipality__kana", "municipality__code")
    autocomplete_fields = ("case", "municipality")
    ordering = ("-updated_at", "-id")
    inlines = (HistoryInline,)
    form = EnteredForm

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rollout]:
        newest = RolloutEvent.objects.filter(rollout=OuterRef("pk")).order_by("-at", "-id")
        return super().get_queryset(request).annotate(last_note=Subquery(newest.values("note")[:1]))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        return form

    def get_fields(self, request, obj=None):
        if obj is None:
            return EnteredForm.Meta.fields
        written = [name for name in EnteredForm.Meta.fields if name != "why"]
        return [*written, "confirmed_at", "updated_at", "waiting"]

    def get_inlines(self, request, obj):
        return self.inlines if obj else ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "case":
            kwargs["queryset"] = CaseStudy.objects.visible_to(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        saved = record(obj.case, obj.municipality, obj.stage, by=request.user, **form.told())
        obj.__dict__.update(saved.__dict__)

    @admin.display(description="事例", ordering="case_id")
    def case_told(self, row: Rollout) -> str:
        return f"{row.case.code} {row.case.title}"

    @admin.display(description="確認待ち")
    def waiting(self, row: Rollout) -> str:
        return "確認待ち" if row.is_stale else ""

    @admin.display(description="いちばん新しい説明")
    def last_told(self, row: Rollout) -> str:
        return row.last_note or ""

    @admin.display(description="最後に動いた日", ordering="updated_at")
    def moved_on(self, row: Rollout) -> str:
        return wareki_short(row.updated_at)


@admin.register(RolloutEvent)
class RolloutEventDesk(ReadOnlyDesk):
    """Every line of every history that the prefecture may read."""

    list_display = ("at", "rollout_told", "old_stage", "new_stage", "basis", "reason", "note", "by")
    list_filter = ("new_stage", "basis", ("reason", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("rollout__case", "rollout__municipality", "reason", "by")
    search_fields = ("rollout__case__title", "rollout__municipality__name", "note")
    ordering = ("-at", "-id")

    @admin.display(description="広がり", ordering="rollout_id")
    def rollout_told(self, event: RolloutEvent) -> str:
        return f"{event.rollout.case.code} {event.rollout.municipality.name}"
