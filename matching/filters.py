"""Bridge: how needs are narrowed, on the board and in the API."""

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from matching.choices import Budget, NeedStatus
from matching.models import Need
from vocabulary.choices import NetworkModel
from vocabulary.models import Field, Obstacle


class NeedFilter(filters.FilterSet):
    """There is no filter by municipality: it would tell whose an anonymous need is."""

    q = filters.CharFilter(method="by_words", label="ことば")
    status = filters.MultipleChoiceFilter(
        choices=[choice for choice in NeedStatus.choices if choice[0] != NeedStatus.DRAFT],
        label="状態",
        widget=forms.CheckboxSelectMultiple,
    )
    field = filters.ModelChoiceFilter(
        queryset=Field.objects.filter(is_current=True), to_field_name="slug", label="分野"
    )
    obstacle = filters.ModelChoiceFilter(queryset=Obstacle.objects.all(), field_name="obstacles", label="つまずき")
    budget = filters.ChoiceFilter(choices=Budget.choices, label="予算")
    network = filters.ChoiceFilter(choices=NetworkModel.choices, label="ネットワーク")
    origin = filters.ChoiceFilter(
        choices=[("meeting", "会議の声から"), ("posted", "市町や県が書いたもの")], method="by_origin", label="どこから"
    )

    class Meta:
        model = Need
        fields: list[str] = []

    def by_words(self, needs: QuerySet, name: str, value: str) -> QuerySet:
        return needs.search(value)

    def by_origin(self, needs: QuerySet, name: str, value: str) -> QuerySet:
        return needs.filter(statement__isnull=value != "meeting")
