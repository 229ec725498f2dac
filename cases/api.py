"""Rooms, cases: cases in the API: reading apart from writing, and no rule inside."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, status, viewsets
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.rules import require
from cases.actions import publishing, writing
from cases.filters import CaseFilter
from cases.models import CaseStudy
from cases.serializers import CaseDecisionIn, CaseIn, CaseOut, CaseReasonIn, CaseRow, CaseState

STALE = "ほかの人が先に保存しました。読み直して、revision を新しくしてから送ってください。"
CODE = OpenApiParameter("code", str, "path", description="C-012, also c12")


@extend_schema_view(
    list=extend_schema(responses=CaseRow(many=True)),
    retrieve=extend_schema(parameters=[CODE], responses=CaseOut),
    create=extend_schema(request=CaseIn, responses={201: CaseOut}),
    partial_update=extend_schema(parameters=[CODE], request=CaseIn, responses=CaseOut),
)
class CaseViewSet(viewsets.GenericViewSet[CaseStudy]):
    """Cases as far as the reader may see them; the list takes the conditions of the page."""

    filterset_class = CaseFilter
    modified_field = "updated_at"
    lookup_field = "code"
    lookup_value_regex = r"[Cc]-?\d{1,9}"
    queryset = CaseStudy.objects.none()
    serializer_class = CaseOut

    def get_queryset(self):
        return CaseStudy.objects.visible_to(self.request.user)

    def get_object(self) -> CaseStudy:
        return get_object_or_404(self.get_queryset().for_page().by_code(self.kwargs["code"]))

    def list(self, request: Request) -> Response:
        found = self.filter_queryset(self.get_queryset().for_list())
        page = self.paginate_queryset(found)
        return self.get_paginated_response(CaseRow(page, many=True).data)

    def retrieve(self, request: Request, code: str) -> Response:
        return Response(CaseOut(self.get_object()).data)

    def create(self, request: Request) -> Response:
        require(writing.why_not_create(request.user))
        given = CaseIn(data=request.data, context={"request": request})
        given.is_valid(raise_exception=True)
        values, rows = given.parts()
        case = writing.create(by=request.user, values=values, rows=rows, **given.whose())
        return Response(CaseOut(case).data, status=status.HTTP_201_CREATED)

    def partial_update(self, request: Request, code: str) -> Response:
        case = self.get_object()
        require(writing.why_not_edit(case, request.user))
        given = CaseIn(case, data=request.data, partial=True, context={"request": request})
        given.is_valid(raise_exception=True)
        values, rows = given.parts()
        revision = given.validated_data.get("revision")
        saved = writing.save(case, by=request.user, revision=revision, values=values, rows=rows)
        require(STALE if saved.is_stale else "")
        if saved.refused:
            raise serializers.ValidationError({"non_field_errors": list(saved.refused)})
        return Response(CaseOut(self.get_object()).data)

    @extend_schema(parameters=[CODE], request=CaseDecisionIn, responses=CaseState)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, code: str) -> Response:
        """Hand the case to the prefecture, with the day of the town's own decision."""
        return self.moved(publishing.submit, CaseDecisionIn)

    @extend_schema(parameters=[CODE], request=CaseReasonIn, responses=CaseState)
    @action(detail=True, methods=["post"], url_path="return")
    def give_back(self, request: Request, code: str) -> Response:
        """Return the case to its town, with the reason."""
        return self.moved(publishing.return_case, CaseReasonIn)

    @extend_schema(parameters=[CODE], request=None, responses=CaseState)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, code: str) -> Response:
        """Open the case as far as its visibility says."""
        return self.moved(publishing.publish)

    @extend_schema(parameters=[CODE], request=CaseReasonIn, responses=CaseState)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, code: str) -> Response:
        """Take the case out of sight, with the reason."""
        return self.moved(publishing.withdraw, CaseReasonIn)

    def moved(self, verb: Any, asks: type[serializers.Serializer] | None = None) -> Response:
        """Check what the verb asks for, call it, answer with the new state."""
        case = self.get_object()
        asked: dict[str, Any] = {}
        if asks:
            given = asks(data=self.request.data)
            given.is_valid(raise_exception=True)
            asked = given.validated_data
        return Response(CaseState(verb(case, by=self.request.user, **asked)).data)
