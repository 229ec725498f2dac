"""Rooms, cases: how the list of cases is narrowed; the form of the page is the query of the API."""

from collections.abc import Iterable
from typing import Any, NamedTuple

import django_filters as filters
from django import forms
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import QueryDict

from accounts.models import Municipality
from cases.choices import AfterGrant, CaseKind, CaseStatus, FundingSource, RolloutStage
from cases.models import CaseStudy, Rollout
from vocabulary.choices import Branch
from vocabulary.formfields import YenField
from vocabulary.models import Field, Obstacle, Tool

# Bands of the census population that offices use; upper end not included.
BANDS: dict[str, tuple[str, int, int]] = {
    "under-10000": ("1万人未満", 0, 10_000),
    "10000-30000": ("1万〜3万人", 10_000, 30_000),
    "30000-50000": ("3万〜5万人", 30_000, 50_000),
    "50000-100000": ("5万〜10万人", 50_000, 100_000),
    "100000-300000": ("10万〜30万人", 100_000, 300_000),
    "over-300000": ("30万人以上", 300_000, 10**9),
}
ORDERS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "-published": ("新しい順", ("-published_at", "-id")),
    "cost": ("費用の小さい順", (F("total_cost").asc(nulls_last=True), "-id")),
    "-running": ("運用する市町の多い順", ("-running_count", "-published_at", "-id")),
    "municipality": ("市町の順", ("municipality_id", "-published_at", "-id")),
}


class TownChoice(forms.ModelChoiceField):
    """A municipality by its official code of five or six digits."""

    def to_python(self, value: Any) -> Municipality | None:
        if value in self.empty_values:
            return None
        found = self.queryset.by_code(str(value)).first() if str(value).isdigit() else None
        if found is None:
            raise forms.ValidationError("市町をコードで選んでください。例：28210", code="invalid_choice")
        return found


class TownFilter(filters.ModelChoiceFilter):
    field_class = TownChoice


class YenFilter(filters.Filter):
    field_class = YenField


def towns_with_cases(request: Any) -> QuerySet[Municipality]:
    """The towns of home, and others of which the reader may see a case."""
    home = Q(pk__in=Municipality.objects.at_home().values("pk"))
    towns = Municipality.objects.only("code", "name", "population_2020").order_by("code")
    if request is None:
        return towns.filter(home)
    seen = CaseStudy.objects.visible_to(request.user).values("municipality")
    return towns.filter(home | Q(pk__in=seen))


class CaseFilter(filters.FilterSet):
    """By words, facts, town and how far the case has spread. Unknown values narrow nothing on a page."""

    q = filters.CharFilter(method="by_words", label="キーワード")
    kind = filters.ChoiceFilter(choices=CaseKind.choices, label="種類", empty_label="すべて")
    branch = filters.ChoiceFilter(
        field_name="field__branch", choices=Branch.choices, label="区分", empty_label="すべて"
    )
    field = filters.ModelChoiceFilter(
        queryset=Field.objects.filter(is_current=True),
        to_field_name="slug",
        method="by_field",
        label="分野",
        empty_label="すべて",
    )
    cost_max = YenFilter(method="by_cost", label="費用の上限", help_text="導入と1年分の運用の合計。例：50万円、0円")
    after_grant = filters.ChoiceFilter(choices=AfterGrant.choices, label="交付金が終わったあと", empty_label="すべて")
    tool = filters.ModelChoiceFilter(
        queryset=Tool.objects.all(), field_name="tools", to_field_name="slug", label="道具", empty_label="すべて"
    )
    obstacle = filters.ModelChoiceFilter(
        queryset=Obstacle.objects.all(), method="by_obstacle", label="出会ったつまずき", empty_label="すべて"
    )
    stage = filters.ChoiceFilter(
        choices=RolloutStage.choices, method="by_stage", label="広がり（この段階の市町がある）", empty_label="すべて"
    )
    grant = filters.ChoiceFilter(
        choices=[("yes", "使った"), ("no", "使っていない")], method="by_grant", label="国の交付金", empty_label="すべて"
    )
    region = filters.ChoiceFilter(
        field_name="municipality__region",
        choices=Municipality.objects.regions_at_home,
        label="地域",
        empty_label="すべて",
    )
    municipality = TownFilter(queryset=towns_with_cases, label="市町", empty_label="すべて")
    population = filters.ChoiceFilter(
        choices=[(key, band[0]) for key, band in BANDS.items()],
        method="by_population",
        label="市町の人口（令和2年国勢調査）",
        empty_label="すべて",
    )
    like = TownFilter(
        queryset=towns_with_cases, method="by_likeness", label="近い規模（この市町の半分から2倍）", empty_label="すべて"
    )
    status = filters.ChoiceFilter(choices=CaseStatus.choices, label="状態", empty_label="すべて")
    ordering = filters.ChoiceFilter(
        choices=[(key, order[0]) for key, order in ORDERS.items()],
        method="in_order",
        label="並べ替え",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = CaseStudy
        fields: list[str] = []

    def by_words(self, cases: QuerySet, name: str, value: str) -> QuerySet:
        return cases.search(value)

    def by_field(self, cases: QuerySet, name: str, value: Field) -> QuerySet:
        return cases.filter(Q(field=value) | Q(field__becomes=value))

    def by_cost(self, cases: QuerySet, name: str, value: int | None) -> QuerySet:
        """Known amounts up to the limit; a case that cost nothing needs no amount."""
        if value is None:
            return cases
        free = Q(funding_text__contains=f'"{FundingSource.NONE}"')
        return cases.with_total_cost().alias(funding_text=FUNDING).filter(Q(total_cost__lte=value) | free)

    def by_obstacle(self, cases: QuerySet, name: str, value: Obstacle) -> QuerySet:
        return cases.filter(case_obstacles__obstacle=value)

    def by_stage(self, cases: QuerySet, name: str, value: str) -> QuerySet:
        """Only rollouts that this reader may see count."""
        seen = Rollout.objects.visible_to(self.request.user).filter(stage=value)
        return cases.filter(pk__in=seen.values("case"))

    def by_grant(self, cases: QuerySet, name: str, value: str) -> QuerySet:
        said = cases.alias(funding_text=FUNDING)
        used = Q(funding_text__contains=f'"{FundingSource.GRANT}"')
        return said.filter(used) if value == "yes" else said.filter(~used).exclude(funding=[])

    def by_population(self, cases: QuerySet, name: str, value: str) -> QuerySet:
        _, low, high = BANDS[value]
        return cases.filter(municipality__population_2020__gte=low, municipality__population_2020__lt=high)

    def by_likeness(self, cases: QuerySet, name: str, value: Municipality) -> QuerySet:
        """Towns with half to double the people."""
        people = value.population_2020
        return cases.filter(
            municipality__population_2020__gte=people // 2, municipality__population_2020__lte=people * 2
        )

    def in_order(self, cases: QuerySet, name: str, value: str) -> QuerySet:
        return cases.with_total_cost().order_by(*ORDERS[value][1])

    @property
    def order(self) -> str:
        """The order that is on."""
        chosen = getattr(self.form, "cleaned_data", {}).get("ordering") if self.is_bound else ""
        return chosen or "-published"


FUNDING = Cast("funding", TextField())


class Relaxed(NamedTuple):
    """A filter whose removal brings cases back."""

    label: str
    count: int
    query: str


def relaxations(query: QueryDict, cases: QuerySet, request: Any, on: Iterable[str]) -> list[Relaxed]:
    """For a list without hits: which single filter to take off, and how many cases that would show, most first."""
    found = []
    for name in on:
        less = query.copy()
        less.pop(name, None)
        less.pop("page", None)
        narrowed = CaseFilter(less, cases, request=request)
        if count := narrowed.qs.count():
            found.append(Relaxed(str(narrowed.form[name].label), count, f"?{less.urlencode()}"))
    return sorted(found, key=lambda one: -one.count)
