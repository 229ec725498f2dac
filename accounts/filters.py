"""Ground: how the list of municipalities is narrowed, on the page and in the API."""

import django_filters as filters
from django.db.models import Q, QuerySet

from accounts.choices import MunicipalityKind
from accounts.models import Municipality


class MunicipalityFilter(filters.FilterSet):
    """By name or reading, prefecture, region, kind and population."""

    q = filters.CharFilter(method="by_name", label="名前・よみ・コード")
    prefecture = filters.CharFilter(field_name="prefecture_code", label="都道府県コード")
    region = filters.CharFilter(label="地域")
    kind = filters.ChoiceFilter(choices=MunicipalityKind.choices, label="種別")
    population_min = filters.NumberFilter(field_name="population_2020", lookup_expr="gte", label="人口（下）")
    population_max = filters.NumberFilter(field_name="population_2020", lookup_expr="lte", label="人口（上）")

    class Meta:
        model = Municipality
        fields: list[str] = []

    def by_name(self, towns: QuerySet, name: str, value: str) -> QuerySet:
        word = value.replace("\x00", "").strip()
        return towns.filter(Q(name__contains=word) | Q(kana__startswith=word) | Q(code__startswith=word))
