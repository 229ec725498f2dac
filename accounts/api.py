"""Ground: municipalities in the API. Reference data, the same for everybody."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets

from accounts.filters import MunicipalityFilter
from accounts.models import Municipality


class MunicipalityOut(serializers.ModelSerializer[Municipality]):
    """Figures carry their year in their name; null is unknown."""

    code5 = serializers.CharField(help_text="JIS X 0402, without the check digit")

    class Meta:
        model = Municipality
        fields = [
            "code",
            "code5",
            "prefecture_code",
            "prefecture",
            "name",
            "kana",
            "romaji",
            "kind",
            "kind_note",
            "region",
            "prefectural_office",
            "latitude",
            "longitude",
            "url",
            "population_2020",
            "population_2025_prelim",
            "households_2025_prelim",
            "area_km2",
            "density_2020",
            "aging_rate_2020",
        ]


@extend_schema_view(
    retrieve=extend_schema(
        parameters=[OpenApiParameter("code", str, "path", description="28210 or 282103")],
    )
)
class MunicipalityViewSet(viewsets.ReadOnlyModelViewSet[Municipality]):
    """All 1,741 municipalities by official code."""

    serializer_class = MunicipalityOut
    filterset_class = MunicipalityFilter
    queryset = Municipality.objects.order_by("code")
    lookup_field = "code"
    lookup_value_regex = r"\d{5,6}"

    def get_object(self) -> Municipality:
        return get_object_or_404(Municipality.objects.by_code(self.kwargs["code"]))
