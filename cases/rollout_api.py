"""Rooms, cases: rollouts in the API: the same queryset, the same FilterSet and the same actions as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import exceptions, mixins, serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.choices import Basis
from accounts.models import Municipality
from cases.actions.rollouts import confirm, move, record
from cases.choices import RolloutStage
from cases.models import CaseStudy, Rollout, RolloutEvent
from cases.querysets import reads_inside
from cases.rollout_filters import RolloutFilter
from vocabulary.bodies import KnownFieldsOnly
from vocabulary.models import Obstacle

INSIDE = ("section", "reason", "is_stale")  # for the town itself and the prefecture; null for everybody else
BY_CASE = OpenApiParameter("code", str, "path", description="C-012")


class RolloutOut(serializers.ModelSerializer[Rollout]):
    """How far one town is with one case. `section`, `reason`, `is_stale`: for that town and the prefecture."""

    case = serializers.CharField(source="case.code")
    case_title = serializers.CharField(source="case.title")
    municipality = serializers.CharField(source="municipality_id", help_text="official code, six digits")
    municipality_name = serializers.CharField(source="municipality.name")
    region = serializers.CharField(source="municipality.region")
    stage_label = serializers.CharField(source="get_stage_display")
    note = serializers.CharField(source="remark")
    section = serializers.CharField(allow_null=True)
    reason = serializers.CharField(source="reason_id", allow_null=True, help_text="obstacle, e.g. O3")
    is_stale = serializers.BooleanField(allow_null=True)
    needs_confirmation = serializers.BooleanField()

    class Meta:
        model = Rollout
        fields = [
            "id",
            "case",
            "case_title",
            "municipality",
            "municipality_name",
            "region",
            "stage",
            "stage_label",
            "basis",
            "since",
            "fiscal_year",
            "note",
            "grant_ends_on",
            "source_url",
            "source_date",
            "needs_confirmation",
            "confirmed_at",
            "updated_at",
            *INSIDE,
        ]
        read_only_fields = fields

    def to_representation(self, instance: Rollout) -> dict[str, Any]:
        told = super().to_representation(instance)
        if not reads_inside(self.context["request"].user, instance.municipality_id):
            told |= dict.fromkeys(INSIDE)
        return told


class RolloutEventOut(serializers.ModelSerializer[RolloutEvent]):
    """One line of the history, newest first. `old_stage` is empty for the first one."""

    obstacle = serializers.CharField(source="reason_id", allow_null=True)
    reason = serializers.CharField(source="note")
    by = serializers.CharField(source="by.name", allow_null=True, default=None)

    class Meta:
        model = RolloutEvent
        fields = ["id", "at", "by", "old_stage", "new_stage", "basis", "obstacle", "reason", "evidence"]
        read_only_fields = fields


class StageCountOut(serializers.Serializer):
    """Towns at one stage. `municipalities` is null for one or two that may not be told; `text` then says 1–2市町."""

    stage = serializers.CharField()
    stage_label = serializers.CharField(source="stage.label")
    municipalities = serializers.IntegerField(source="towns", allow_null=True)
    text = serializers.CharField(source="words")


class FactsIn(KnownFieldsOnly, serializers.Serializer):
    """What is told beside the stage. Names as in the outline of the API: `obstacle` and `reason` go together."""

    obstacle = serializers.PrimaryKeyRelatedField(queryset=Obstacle.objects.all(), required=False, allow_null=True)
    reason = serializers.CharField(required=False, allow_blank=True, max_length=500)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)
    evidence = serializers.CharField(required=False, allow_blank=True, max_length=500)
    date = serializers.DateField(required=False, allow_null=True, help_text="since when; not in the future")
    fiscal_year = serializers.IntegerField(required=False, allow_null=True, min_value=1989, max_value=2100)
    section = serializers.CharField(required=False, allow_blank=True, max_length=100)
    grant_ends_on = serializers.DateField(required=False, allow_null=True)
    source_url = serializers.URLField(required=False, allow_blank=True, max_length=500)
    source_date = serializers.CharField(required=False, allow_blank=True, max_length=50)

    NAMES = {"obstacle": "reason", "reason": "note", "note": "remark", "date": "since"}

    def told(self) -> dict[str, Any]:
        """The keywords of the actions; what was not sent is left out."""
        return {self.NAMES.get(name, name): value for name, value in self.validated_data.items()}


class RolloutMoveIn(FactsIn):
    to = serializers.ChoiceField(choices=RolloutStage.choices)


class RolloutConfirmIn(FactsIn):
    obstacle = None


class FirstStageIn(FactsIn):
    """`municipality` and `basis` are for the secretariat; a town speaks for itself."""

    stage = serializers.ChoiceField(choices=RolloutStage.choices)
    municipality = serializers.CharField(required=False, help_text="28210 or 282103")
    basis = serializers.ChoiceField(choices=Basis.choices, required=False)

    def validate_municipality(self, code: str) -> Municipality:
        found = Municipality.objects.by_code(code).first() if code.isdigit() and len(code) in (5, 6) else None
        if found is None:
            raise serializers.ValidationError("この団体コードの市町はありません。5桁か6桁で入力してください。")
        return found


class FirstStageOfCaseIn(FirstStageIn):
    """Where the address does not name the case, the body does."""

    case = serializers.CharField(help_text="C-012")

    def validate_case(self, code: str) -> CaseStudy:
        found = CaseStudy.objects.visible_to(self.context["request"].user).by_code(code).first()
        if found is None:
            raise serializers.ValidationError("この番号の事例はないか、見られないものです。")
        return found


class Rollouts(mixins.ListModelMixin, viewsets.GenericViewSet):
    """What both addresses share."""

    queryset = Rollout.objects.none()
    serializer_class = RolloutOut
    filterset_class = RolloutFilter
    modified_field = "updated_at"

    def get_queryset(self) -> QuerySet[Rollout]:
        return Rollout.objects.visible_to(self.request.user).for_list()

    def sent(self, shape: type[FactsIn]) -> FactsIn:
        """The body in that shape; bad input is a 400 that names the fields."""
        body = shape(data=self.request.data, context=self.get_serializer_context())
        body.is_valid(raise_exception=True)
        return body

    def shown(self, rollout: Rollout, code: int = status.HTTP_200_OK) -> Response:
        return Response(self.get_serializer(self.get_queryset().get(pk=rollout.pk)).data, status=code)

    def begin(self, case: CaseStudy, told: dict[str, Any]) -> Response:
        """The first word about a town and a case."""
        town = told.pop("municipality", None) or self.request.user.municipality
        if town is None:
            raise exceptions.ValidationError({"municipality": ["市町の団体コードを入力してください。"]})
        return self.shown(record(case, town, told.pop("stage"), by=self.request.user, **told), status.HTTP_201_CREATED)


@extend_schema_view(
    create=extend_schema(request=FirstStageOfCaseIn, responses={201: RolloutOut}),
    move=extend_schema(request=RolloutMoveIn, responses=RolloutOut),
    confirm=extend_schema(request=RolloutConfirmIn, responses=RolloutOut),
)
class RolloutViewSet(mixins.RetrieveModelMixin, Rollouts):
    """Rollouts that the reader may see. Hidden stages are for their town and the prefecture; counts lie at the case."""

    lookup_value_regex = r"\d{1,18}"

    def create(self, request: Request) -> Response:
        """The town's own first stage; the secretariat may enter what a public source says."""
        told = self.sent(FirstStageOfCaseIn).told()
        return self.begin(told.pop("case"), told)

    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: str) -> Response:
        """Another stage. Going back and leaving need `obstacle` and `reason`."""
        told = self.sent(RolloutMoveIn).told()
        return self.shown(move(self.get_object(), told.pop("to"), by=request.user, **told))

    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, pk: str) -> Response:
        """The stage still holds; the town thereby takes over what the prefecture had entered."""
        return self.shown(confirm(self.get_object(), by=request.user, **self.sent(RolloutConfirmIn).told()))

    @extend_schema(responses=RolloutEventOut(many=True))
    @action(detail=True, filterset_class=None)
    def events(self, request: Request, pk: str) -> Response:
        """The history, for the town itself and the prefecture; empty for everybody else."""
        row = get_object_or_404(self.get_queryset(), pk=pk)
        lines = RolloutEvent.objects.visible_to(request.user).filter(rollout=row).for_list()
        page = self.paginate_queryset(self.filter_queryset(lines))
        return self.get_paginated_response(RolloutEventOut(page, many=True).data)


@extend_schema_view(
    list=extend_schema(parameters=[BY_CASE]),
    create=extend_schema(parameters=[BY_CASE], request=FirstStageIn, responses={201: RolloutOut}),
)
class CaseRolloutViewSet(Rollouts):
    """Rollouts of one case, and the counts by stage as the reader may be told them."""

    def visible_case(self) -> CaseStudy:
        return get_object_or_404(CaseStudy.objects.visible_to(self.request.user).by_code(self.kwargs["code"]))

    def get_queryset(self) -> QuerySet[Rollout]:
        if getattr(self, "swagger_fake_view", False):
            return Rollout.objects.none()
        return super().get_queryset().filter(case=self.visible_case())

    def create(self, request: Request, code: str) -> Response:
        """The town's own first stage with this case; the secretariat may enter what a public source says."""
        return self.begin(self.visible_case(), self.sent(FirstStageIn).told())

    @extend_schema(parameters=[BY_CASE], responses=StageCountOut(many=True))
    @action(detail=False, filterset_class=None, pagination_class=None)
    def counts(self, request: Request, code: str) -> Response:
        """Towns by stage, over all towns. Hidden stages are told from three towns up."""
        case = self.visible_case()
        self.filter_queryset(self.get_queryset())  # refuses conditions: a count of a part would tell by subtraction
        told = Rollout.objects.stage_counts([case], request.user)[case.pk]
        return Response(StageCountOut(told, many=True).data)
