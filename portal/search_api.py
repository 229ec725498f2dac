"""Roof: the one search box in the API."""

from django.utils.html import strip_tags
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.visibility import searchable_q
from portal.finding import address
from search.choices import Kind
from search.find import find


class SearchIn(serializers.Serializer):
    """q: words, at most 100 characters are read. type: one kind of row."""

    q = serializers.CharField(max_length=1000)
    type = serializers.ChoiceField(choices=Kind.choices, required=False)
    page = serializers.IntegerField(min_value=1, max_value=50, default=1)
    page_size = serializers.IntegerField(min_value=1, max_value=100, default=20)

    def validate(self, attrs):
        if unknown := sorted(set(self.initial_data) - set(self.fields) - {"format"}):
            raise serializers.ValidationError({name: ["この条件は使えません。"] for name in unknown})
        return attrs


class HitOut(serializers.Serializer):
    """One found row; `snippet` is plain text."""

    type = serializers.CharField(source="kind")
    code = serializers.CharField()
    title = serializers.CharField()
    snippet = serializers.SerializerMethodField()
    date = serializers.DateField(allow_null=True)
    url = serializers.SerializerMethodField()

    def get_snippet(self, hit) -> str:
        return strip_tags(hit.snippet)

    def get_url(self, hit) -> str:
        return self.context["request"].build_absolute_uri(address(hit))


class FoundOut(serializers.Serializer):
    """count ends at 1,000; then `count_is_exact` is false. next and previous are addresses or null."""

    count = serializers.IntegerField(source="total")
    count_is_exact = serializers.BooleanField(source="total_is_exact")
    per_type = serializers.DictField(source="per_kind", child=serializers.IntegerField())
    notice = serializers.CharField()
    suggestion = serializers.CharField()
    next = serializers.SerializerMethodField()
    previous = serializers.SerializerMethodField()
    results = HitOut(source="hits", many=True)

    def beside(self, page: int) -> str:
        request = self.context["request"]
        params = request.query_params.copy()
        params["page"] = page
        return request.build_absolute_uri(f"{request.path}?{params.urlencode()}")

    def get_next(self, found) -> str | None:
        return self.beside(found.page + 1) if found.page < found.pages else None

    def get_previous(self, found) -> str | None:
        return self.beside(found.page - 1) if found.page > 1 else None


class SearchView(APIView):
    """Statements, meetings, needs and cases that have all the words in one row, as far as the reader may see them."""

    @extend_schema(parameters=[SearchIn], responses=FoundOut)
    def get(self, request: Request) -> Response:
        asked = SearchIn(data=request.query_params.dict())
        asked.is_valid(raise_exception=True)
        facts = asked.validated_data
        kinds = [facts["type"]] if "type" in facts else []
        found = find(
            facts["q"],
            allowed=searchable_q(request.user),
            kinds=kinds,
            page=facts["page"],
            page_size=facts["page_size"],
        )
        return Response(FoundOut(found, context={"request": request}).data)
