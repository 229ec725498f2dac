"""Rooms, cases: how rollouts are narrowed: the query of the API, and the form over the table of 広がり."""

import django_filters as filters
from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet

from accounts.choices import Basis
from accounts.models import Municipality
from cases.choices import RolloutStage
from cases.models import CaseStudy, Rollout
from cases.querysets import RolloutQuerySet
from vocabulary.codes import parse_code
from vocabulary.dates import fiscal_year_label
from vocabulary.models import Field

TOWN_CODE = RegexValidator(r"^\d{5,6}\Z", "市町は、5桁か6桁の団体コードで指定してください。例：28210")
CASE_CODE = RegexValidator(r"^[Cc]-?\d{1,9}\Z", "事例は、番号で指定してください。例：C-012")


class RolloutFilter(filters.FilterSet):
    """By case, town, stage, region, basis, field, year, and 確認待ち as far as the reader is told."""

    case = filters.CharFilter(method="by_case", label="事例の番号", validators=[CASE_CODE])
    municipality = filters.CharFilter(method="by_town", label="市町の団体コード", validators=[TOWN_CODE])
    stage = filters.MultipleChoiceFilter(choices=RolloutStage.choices, label="段階")
    region = filters.CharFilter(field_name="municipality__region", label="地域")
    basis = filters.ChoiceFilter(choices=Basis.choices, label="だれの言葉か")
    field = filters.CharFilter(field_name="case__field__slug", label="分野の記号")
    fiscal_year = filters.NumberFilter(label="年度")
    stale = filters.BooleanFilter(method="by_staleness", label="確認待ち（自分の町の分。県はすべて）")

    class Meta:
        model = Rollout
        fields: list[str] = []

    def by_case(self, rollouts: QuerySet, name: str, value: str) -> QuerySet:
        code = parse_code(value)
        return rollouts.filter(case_id=code.number) if code else rollouts.none()

    def by_town(self, rollouts: QuerySet, name: str, value: str) -> QuerySet:
        return rollouts.filter(municipality__in=Municipality.objects.by_code(value))

    def by_staleness(self, rollouts: RolloutQuerySet, name: str, value: bool) -> QuerySet:
        waiting = Rollout.objects.stale_for(self.request.user).values("pk")
        return rollouts.filter(pk__in=waiting) if value else rollouts.exclude(pk__in=waiting)


class SpreadFilter(filters.FilterSet):
    """The form over the table: words and field choose cases; region and year choose which rollouts are shown.

    Region and year never touch a count: see `cases.spread.tellable`.
    """

    q = filters.CharFilter(method="by_words", label="事例の言葉")
    field = filters.ModelChoiceFilter(
        queryset=Field.objects.filter(is_current=True), to_field_name="slug", label="分野", empty_label="すべて"
    )
    region = filters.ChoiceFilter(
        choices=Municipality.objects.regions_at_home, method="leave", label="地域", empty_label="すべて"
    )
    fiscal_year = filters.ChoiceFilter(method="by_year", label="年度", empty_label="すべて")
    view = filters.ChoiceFilter(
        choices=[("matrix", "表"), ("list", "一覧")], method="leave", widget=forms.HiddenInput, label="表示"
    )

    class Meta:
        model = CaseStudy
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        told = Rollout.objects.visible_to(self.request.user).filter(fiscal_year__isnull=False).order_by("-fiscal_year")
        years = told.values_list("fiscal_year", flat=True).distinct()
        self.filters["fiscal_year"].extra["choices"] = [(str(year), fiscal_year_label(year)) for year in years]

    def by_words(self, cases: QuerySet, name: str, value: str) -> QuerySet:
        return cases.search(value)

    def by_year(self, cases: QuerySet, name: str, value: str) -> QuerySet:
        seen = Rollout.objects.visible_to(self.request.user).filter(fiscal_year=value)
        return cases.filter(pk__in=seen.values("case"))

    def leave(self, cases: QuerySet, name: str, value: str) -> QuerySet:
        return cases

    def chosen(self, name: str) -> str:
        """What was chosen for one condition, or "" where nothing readable was."""
        self.form.is_valid()
        return self.form.cleaned_data.get(name) or ""

    def is_narrowed(self) -> bool:
        """True when some of the rollouts of these cases are left out, so that a blank says nothing."""
        return bool(self.chosen("region") or self.chosen("fiscal_year"))

    def rollouts(self) -> RolloutQuerySet:
        """The rollouts of the chosen region and year."""
        found = Rollout.objects.all()
        if region := self.chosen("region"):
            found = found.filter(municipality__region=region)
        if year := self.chosen("fiscal_year"):
            found = found.filter(fiscal_year=year)
        return found

    def towns(self) -> QuerySet[Municipality]:
        """The rows of the table: the home municipalities of the chosen region, region by region."""
        towns = Municipality.objects.at_home().order_by("region_order", "code")
        region = self.chosen("region")
        return towns.filter(region=region) if region else towns
