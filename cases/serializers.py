"""Rooms, cases: the shapes of cases in the API. Money in yen, tax included; null is unknown."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.choices import Basis, Visibility
from accounts.models import Municipality
from cases.choices import CaseKind, FundingSource, RolloutStage
from cases.comparing import ROWS
from cases.facts import BY_KEY, completeness
from cases.models import CaseObstacle, CaseSource, CaseStudy, CostLine, Effect
from vocabulary.bodies import KnownFieldsOnly
from vocabulary.models import Field, Obstacle, Tool

FACTS = [
    "title",
    "summary",
    "work_removed",
    "evidence",
    "funding",
    "funding_note",
    "after_grant",
    "after_grant_note",
    "contact",
    "period",
    "staffing",
    "engagement",
    "work_added",
    "pitfalls",
    "impressions",
    "vendor",
    "network",
    "documents",
    "preconditions",
    "stop_criteria",
    "trouble",
    "done",
    "result",
    "as_said",
]


class TownOut(serializers.ModelSerializer):
    class Meta:
        model = Municipality
        fields = ["code", "name", "prefecture"]


class EffectRow(serializers.ModelSerializer):
    """One indicator before and after; `hours_saved` a year where it can be counted."""

    hours_saved = serializers.FloatField(read_only=True, allow_null=True)

    class Meta:
        model = Effect
        fields = [*ROWS["effects"][1], "is_verified", "hours_saved"]
        read_only_fields = ["is_verified"]


class CostRow(serializers.ModelSerializer):
    class Meta:
        model = CostLine
        fields = ROWS["cost_lines"][1]
        extra_kwargs = {"amount": {"min_value": 0}}


class ObstacleRow(serializers.ModelSerializer):
    obstacle = serializers.PrimaryKeyRelatedField(queryset=Obstacle.objects.all(), help_text="O1")

    class Meta:
        model = CaseObstacle
        fields = ["obstacle", "how_passed"]


class SourceRow(serializers.ModelSerializer):
    class Meta:
        model = CaseSource
        fields = ROWS["sources"][1]


class CaseRow(serializers.ModelSerializer):
    """A case in the list."""

    municipality = TownOut()
    field = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    branch = serializers.CharField(source="field.branch")
    tools = serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True)
    funding = serializers.ListField(child=serializers.ChoiceField(FundingSource.choices))
    effects = EffectRow(many=True)
    cost_setup = serializers.SerializerMethodField()
    cost_yearly = serializers.SerializerMethodField()
    cost_has_unknown = serializers.SerializerMethodField()
    own_stage = serializers.ChoiceField(RolloutStage.choices, allow_null=True)
    running_count = serializers.IntegerField()

    class Meta:
        model = CaseStudy
        fields = [
            "code",
            "kind",
            "title",
            "summary",
            "municipality",
            "field",
            "branch",
            "tools",
            "effects",
            "cost_setup",
            "cost_yearly",
            "cost_has_unknown",
            "funding",
            "after_grant",
            "own_stage",
            "running_count",
            "basis",
            "needs_confirmation",
            "is_fictional",
            "visibility",
            "status",
            "published_at",
            "updated_at",
        ]

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_cost_setup(self, case: CaseStudy) -> int | None:
        return case.costs().setup

    @extend_schema_field(serializers.IntegerField(allow_null=True))
    def get_cost_yearly(self, case: CaseStudy) -> int | None:
        return case.costs().yearly

    def get_cost_has_unknown(self, case: CaseStudy) -> bool:
        return case.costs().has_unknown


class CaseOut(serializers.ModelSerializer):
    """A case with all its facts. `missing` names the facts that publishing still needs."""

    municipality = TownOut()
    field = serializers.SlugRelatedField(slug_field="slug", read_only=True)
    branch = serializers.CharField(source="field.branch")
    tools = serializers.SlugRelatedField(slug_field="slug", many=True, read_only=True)
    funding = serializers.ListField(child=serializers.ChoiceField(FundingSource.choices))
    unknown_facts = serializers.ListField(child=serializers.CharField())
    effects = EffectRow(many=True)
    cost_lines = CostRow(many=True)
    obstacles = ObstacleRow(many=True, source="case_obstacles")
    sources = SourceRow(many=True)
    missing = serializers.SerializerMethodField()

    class Meta:
        model = CaseStudy
        fields = [
            "code",
            "kind",
            "municipality",
            "basis",
            "field",
            "branch",
            *FACTS,
            "tools",
            "effects",
            "cost_lines",
            "obstacles",
            "sources",
            "unknown_facts",
            "needs_confirmation",
            "is_fictional",
            "visibility",
            "status",
            "revision",
            "missing",
            "created_at",
            "updated_at",
            "published_at",
        ]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_missing(self, case: CaseStudy) -> list[str]:
        return completeness(case).missing


class CaseIn(KnownFieldsOnly, serializers.ModelSerializer):
    """What a town writes. Rows given replace the rows that are stored; left out, they stay.

    `revision` is the one you have read: another one in store is answered with 409 and nothing is written.
    """

    municipality = serializers.CharField(
        required=False, write_only=True, help_text="28210 or 282103; the secretariat's only, a town writes its own"
    )
    basis = serializers.ChoiceField(Basis.choices, required=False, help_text="The secretariat's only")
    field = serializers.SlugRelatedField(slug_field="slug", queryset=Field.objects.filter(is_current=True))
    tools = serializers.SlugRelatedField(slug_field="slug", many=True, queryset=Tool.objects.all(), required=False)
    funding = serializers.ListField(child=serializers.ChoiceField(FundingSource.choices), required=False)
    unknown_facts = serializers.ListField(child=serializers.ChoiceField(sorted(BY_KEY)), required=False)
    effects = EffectRow(many=True, required=False)
    cost_lines = CostRow(many=True, required=False)
    obstacles = ObstacleRow(many=True, required=False, source="case_obstacles")
    sources = SourceRow(many=True, required=False)
    visibility = serializers.ChoiceField(Visibility.choices, required=False)
    revision = serializers.IntegerField(required=False, min_value=1)

    class Meta:
        model = CaseStudy
        fields = [
            "kind",
            "municipality",
            "basis",
            "field",
            *FACTS,
            "tools",
            "effects",
            "cost_lines",
            "obstacles",
            "sources",
            "unknown_facts",
            "visibility",
            "revision",
        ]

    def validate_kind(self, kind: str) -> str:
        if self.instance and kind != self.instance.kind:
            raise serializers.ValidationError("種類は、あとから変えられません。")
        return kind

    def validate_funding(self, funding: list[str]) -> list[str]:
        if FundingSource.NONE in funding and len(set(funding)) > 1:
            raise serializers.ValidationError("「費用なし」は、ほかの財源と一緒に選べません。どちらかにしてください。")
        return list(dict.fromkeys(funding))

    def validate_obstacles(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if len({row["obstacle"].pk for row in rows}) < len(rows):
            raise serializers.ValidationError("同じつまずきを2回選んでいます。1つにまとめてください。")
        return rows

    def validate_municipality(self, code: str) -> Municipality:
        town = Municipality.objects.by_code(code).first() if code.isdigit() else None
        if town is None:
            raise serializers.ValidationError("市町をコードで指定してください。例：28210")
        return town

    def validate(self, given: dict[str, Any]) -> dict[str, Any]:
        if self.instance is None and "municipality" not in given and not self.context["request"].user.is_town:
            raise serializers.ValidationError({"municipality": ["どの市町の事例かを、コードで指定してください。"]})
        return given

    def whose(self) -> dict[str, Any]:
        """Kind, municipality and basis of a new case."""
        given = self.validated_data
        town = given.get("municipality") or self.context["request"].user.municipality
        return {"kind": given.get("kind", CaseKind.FULL), "municipality": town, "basis": given.get("basis", "")}

    def parts(self) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        """Columns and rows, as cases.actions.writing takes them."""
        given = dict(self.validated_data)
        rows = {name: given.pop(name) for name in ROWS if name in given}
        if "case_obstacles" in rows:
            rows["case_obstacles"] = [
                {"obstacle_id": row["obstacle"].pk, "how_passed": row.get("how_passed", "")}
                for row in rows["case_obstacles"]
            ]
        for name in ("kind", "municipality", "basis", "revision"):
            given.pop(name, None)
        return given, rows


class CaseDecisionIn(KnownFieldsOnly, serializers.Serializer):
    internal_decision_on = serializers.DateField(
        required=False, allow_null=True, help_text="Day of the town's own decision; a town must say it"
    )


class CaseReasonIn(KnownFieldsOnly, serializers.Serializer):
    reason = serializers.CharField(max_length=500)


class CaseState(serializers.ModelSerializer):
    """Where a case stands after a move."""

    class Meta:
        model = CaseStudy
        fields = ["code", "status", "visibility", "revision", "published_at"]
