"""Rooms, meetings: councils, records, statements and commitments in the API. What readers may see, no more."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import mixins, serializers, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require, why_not_secretariat
from meetings.actions import publishing
from meetings.actions.answering import promise
from meetings.actions.importing import import_minutes
from meetings.filters import CommitmentFilter, CouncilListFilter, MeetingFilter, StatementFilter
from meetings.models import Commitment, Council, Meeting, Statement
from meetings.serializers import (
    CommitmentOut,
    CouncilOut,
    ImportIn,
    MeetingOut,
    PromiseIn,
    ReasonIn,
    RecordOut,
    StatementOut,
)

MEETING = OpenApiParameter("code", str, "path", description="M-005")
COMMITMENT = OpenApiParameter("code", str, "path", description="H-003")
STATEMENT = [
    OpenApiParameter("meeting", str, "path", description="M-005"),
    OpenApiParameter("number", int, "path", description="35"),
]


class CouncilViewSet(viewsets.ReadOnlyModelViewSet[Council]):
    """Councils with all their names."""

    serializer_class = CouncilOut
    filterset_class = CouncilListFilter
    queryset = Council.objects.none()
    lookup_field = "slug"

    def get_queryset(self) -> QuerySet[Council]:
        return Council.objects.visible_to(self.request.user).for_list()


@extend_schema_view(retrieve=extend_schema(parameters=[MEETING], responses=RecordOut))
class MeetingViewSet(viewsets.ReadOnlyModelViewSet[Meeting]):
    """Meetings, newest first; one meeting comes with its whole record. The secretariat imports and moves records."""

    serializer_class = MeetingOut
    filterset_class = MeetingFilter
    modified_field = "published_at"
    queryset = Meeting.objects.none()
    lookup_field = "code"

    def get_queryset(self) -> QuerySet[Meeting]:
        return Meeting.objects.visible_to(self.request.user).for_list()

    def get_object(self) -> Meeting:
        found = self.get_queryset().by_code(self.kwargs["code"]).with_record().first()
        if found is None:
            raise Http404
        return found

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(RecordOut(self.get_object()).data)

    @extend_schema(request=ImportIn, responses={201: MeetingOut})
    def create(self, request: Request) -> Response:
        """Import a record given as text: it becomes a draft for review."""
        require(why_not_secretariat(request.user))
        given = checked(ImportIn, request)
        made = import_minutes(given["incoming"], council=given["council"], by=request.user)
        return Response(MeetingOut(self.get_queryset().get(pk=made.pk)).data, status=201)

    @extend_schema(request=ImportIn, responses={201: MeetingOut})
    @action(detail=False, methods=["post"], url_path="import")
    def import_record(self, request: Request) -> Response:
        """The same as creating: a record given as text becomes a draft."""
        return self.create(request)

    @extend_schema(request=None, responses=MeetingOut, parameters=[MEETING])
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, code: str) -> Response:
        """Draft → in_review."""
        return self.moved(publishing.submit)

    @extend_schema(request=None, responses=MeetingOut, parameters=[MEETING])
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, code: str) -> Response:
        """In_review → approved, by a second person."""
        return self.moved(publishing.approve)

    @extend_schema(request=None, responses=MeetingOut, parameters=[MEETING])
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, code: str) -> Response:
        """Approved → published."""
        return self.moved(publishing.publish)

    @extend_schema(request=ReasonIn, responses=MeetingOut, parameters=[MEETING])
    @action(detail=True, methods=["post"], url_path="return")
    def send_back(self, request: Request, code: str) -> Response:
        """In_review or approved → draft."""
        return self.moved(publishing.send_back, **checked(ReasonIn, request))

    @extend_schema(request=ReasonIn, responses=MeetingOut, parameters=[MEETING])
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, code: str) -> Response:
        """Published → withdrawn."""
        return self.moved(publishing.withdraw, **checked(ReasonIn, request))

    def moved(self, verb: Callable[..., Meeting], **given: Any) -> Response:
        """The meeting after an action moved it."""
        meeting = verb(self.get_object(), by=self.request.user, **given)
        return Response(MeetingOut(self.get_queryset().get(pk=meeting.pk)).data)


class StatementViewSet(mixins.ListModelMixin, viewsets.GenericViewSet[Statement]):
    """Statements of all records that the reader may see; one is addressed by meeting and number."""

    serializer_class = StatementOut
    filterset_class = StatementFilter
    modified_field = "meeting__published_at"
    queryset = Statement.objects.none()

    def get_queryset(self) -> QuerySet[Statement]:
        return Statement.objects.visible_to(self.request.user).for_api()

    @extend_schema(parameters=STATEMENT, responses=StatementOut, filters=False)
    @action(detail=False, url_path=r"(?P<meeting>[^/.]+)/(?P<number>\d{1,9})")
    def one(self, request: Request, meeting: str, number: str) -> Response:
        """One statement: M-005, 35."""
        of_meeting = Meeting.objects.visible_to(request.user).by_code(meeting)
        found = get_object_or_404(self.get_queryset().filter(meeting__in=of_meeting), number=int(number))
        return Response(StatementOut(found).data)


@extend_schema_view(retrieve=extend_schema(parameters=[COMMITMENT]))
class CommitmentViewSet(viewsets.ReadOnlyModelViewSet[Commitment]):
    """What was promised to voices, as open as the meetings. The secretariat records more."""

    serializer_class = CommitmentOut
    filterset_class = CommitmentFilter
    queryset = Commitment.objects.none()
    lookup_field = "code"

    def get_queryset(self) -> QuerySet[Commitment]:
        return Commitment.objects.visible_to(self.request.user).select_related("meeting", "turn").order_by("-pk")

    def get_object(self) -> Commitment:
        return get_object_or_404(self.get_queryset().by_code(self.kwargs["code"]))

    @extend_schema(request=PromiseIn, responses={201: CommitmentOut})
    def create(self, request: Request) -> Response:
        """Record a commitment to a voice or to a meeting."""
        given = checked(PromiseIn, request)
        number = given.pop("turn", None)
        meeting = get_object_or_404(Meeting.objects.visible_to(request.user).by_code(given.pop("meeting")))
        turn = get_object_or_404(meeting.turns.all(), number=number) if number else None
        made = promise(meeting, turn=turn, by=request.user, **given)
        return Response(CommitmentOut(made).data, status=201)


def checked(kind: type[serializers.Serializer], request: Request) -> dict[str, Any]:
    """The request's body in the shape of `kind`, or 400 with what is wrong."""
    given = kind(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)
