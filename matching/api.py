"""Bridge: needs in the API."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.choices import Visibility
from accounts.visibility import belongs_to_prefecture, readable_reaches
from matching import actions
from matching.choices import Budget, NeedStatus
from matching.filters import NeedFilter
from matching.models import Need
from vocabulary.bodies import KnownFieldsOnly
from vocabulary.choices import NetworkModel
from vocabulary.models import Field, Obstacle
from vocabulary.numbers import FEWEST_TOLD
from vocabulary.templatetags.japanese import few

BY_CODE = extend_schema(parameters=[OpenApiParameter("code", str, "path", description="N-034")])


class NeedOut(serializers.ModelSerializer[Need]):
    """A need as the reader may know it.

    municipality: official code, or null where there is none or where it stays unnamed.
    supports: the number of towns for the prefecture; for everybody else null below three, with `supports_label`.
    """

    code = serializers.CharField()
    field = serializers.SlugRelatedField[Field](slug_field="slug", read_only=True)
    obstacles = serializers.PrimaryKeyRelatedField[Obstacle](many=True, read_only=True)
    statement = serializers.SerializerMethodField()
    municipality = serializers.SerializerMethodField()
    supports = serializers.SerializerMethodField()
    supports_label = serializers.SerializerMethodField()

    class Meta:
        model = Need
        fields = [
            "code",
            "title",
            "today",
            "work_to_remove",
            "field",
            "obstacles",
            "volume",
            "tools",
            "network",
            "budget",
            "deadline",
            "status",
            "status_reason",
            "visibility",
            "released_to_firms",
            "is_anonymous",
            "is_fictional",
            "municipality",
            "statement",
            "supports",
            "supports_label",
            "posted_at",
        ]
        read_only_fields = fields

    def get_statement(self, need: Need) -> str | None:
        """Code of the statement the need was made from, if the reader may see its record."""
        seen = need.statement and need.statement.meeting.reach in readable_reaches(self.context["request"].user)
        return need.statement.code if need.statement and seen else None

    def get_municipality(self, need: Need) -> str | None:
        town = need.town_for(self.context["request"].user)
        return town.code if town else None

    def get_supports(self, need: Need) -> int | None:
        shown = belongs_to_prefecture(self.context["request"].user) or need.support_count >= FEWEST_TOLD
        return need.support_count if shown else None

    def get_supports_label(self, need: Need) -> str:
        return few(need.support_count)


class NeedIn(KnownFieldsOnly, serializers.Serializer[Need]):
    """What a need is written from. It begins as a draft; posting is an act of its own."""

    title = serializers.CharField(max_length=120)
    today = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    work_to_remove = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    field = serializers.SlugRelatedField(
        slug_field="slug", queryset=Field.objects.filter(is_current=True), required=False, allow_null=True
    )
    obstacles = serializers.PrimaryKeyRelatedField(many=True, queryset=Obstacle.objects.all(), required=False)
    volume = serializers.CharField(required=False, allow_blank=True, max_length=200)
    tools = serializers.CharField(required=False, allow_blank=True, max_length=200)
    network = serializers.ChoiceField(choices=NetworkModel.choices, required=False, allow_blank=True)
    budget = serializers.ChoiceField(choices=Budget.choices, required=False, allow_blank=True)
    deadline = serializers.CharField(required=False, allow_blank=True, max_length=100)
    cannot_say = serializers.CharField(required=False, allow_blank=True, max_length=10_000)
    visibility = serializers.ChoiceField(choices=Visibility.choices, required=False)
    is_anonymous = serializers.BooleanField(required=False)


class MoveIn(KnownFieldsOnly, serializers.Serializer):
    """Another state; a reason where it is an end."""

    to = serializers.ChoiceField(choices=NeedStatus.choices)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=300)


@extend_schema_view(retrieve=BY_CODE, partial_update=extend_schema(request=NeedIn, responses=NeedOut))
class NeedViewSet(mixins.ListModelMixin, mixins.RetrieveModelMixin, viewsets.GenericViewSet[Need]):
    """Needs as far as the reader may see them."""

    serializer_class = NeedOut
    filterset_class = NeedFilter
    modified_field = "updated_at"
    queryset = Need.objects.none()
    lookup_field = "code"
    lookup_value_regex = r"[Nn]-?\d+"

    def get_queryset(self) -> QuerySet[Need]:
        return Need.objects.visible_to(self.request.user).for_list().prefetch_related("obstacles")

    def get_object(self) -> Need:
        return get_object_or_404(self.get_queryset().by_code(self.kwargs["code"]))

    def answer(self, need: Need, code: int = status.HTTP_200_OK) -> Response:
        """The need as it now stands."""
        row = self.get_queryset().get(pk=need.pk)
        return Response(NeedOut(row, context=self.get_serializer_context()).data, status=code)

    @extend_schema(request=NeedIn, responses={201: NeedOut})
    def create(self, request: Request) -> Response:
        """A draft of one's own."""
        given = NeedIn(data=request.data)
        given.is_valid(raise_exception=True)
        return self.answer(actions.create(by=request.user, **given.validated_data), status.HTTP_201_CREATED)

    def partial_update(self, request: Request, code: str) -> Response:
        """Changed words of one's own need."""
        given = NeedIn(data=request.data, partial=True)
        given.is_valid(raise_exception=True)
        return self.answer(actions.update(self.get_object(), by=request.user, **given.validated_data))

    @extend_schema(request=None, responses=NeedOut)
    @action(detail=True, methods=["post"], url_path="post")
    def open_up(self, request: Request, code: str) -> Response:
        """The draft becomes open to everybody that its visibility names."""
        return self.answer(actions.post(self.get_object(), by=request.user))

    @extend_schema(request=None, responses=NeedOut)
    @action(detail=True, methods=["post"])
    def support(self, request: Request, code: str) -> Response:
        """うちも: the name goes to the prefecture alone."""
        need = self.get_object()
        actions.support(need, by=request.user)
        return self.answer(need)

    @extend_schema(request=MoveIn, responses=NeedOut)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, code: str) -> Response:
        """Another state."""
        given = MoveIn(data=request.data)
        given.is_valid(raise_exception=True)
        facts = given.validated_data
        need = actions.move(self.get_object(), facts["to"], by=request.user, reason=facts.get("reason", ""))
        return self.answer(need)
