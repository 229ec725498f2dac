"""Ground: the shared words in the API. Reference data, the same for everybody."""

from rest_framework import serializers, viewsets

from vocabulary.models import Field, Obstacle, Tool


class FieldOut(serializers.ModelSerializer[Field]):
    """A field with its branch and the list it comes from; `becomes` is the field it went over into."""

    becomes = serializers.SlugRelatedField[Field](slug_field="slug", read_only=True)

    class Meta:
        model = Field
        fields = ["slug", "name", "branch", "version", "is_current", "becomes"]


class ObstacleOut(serializers.ModelSerializer[Obstacle]):
    class Meta:
        model = Obstacle
        fields = ["code", "name"]


class ToolOut(serializers.ModelSerializer[Tool]):
    class Meta:
        model = Tool
        fields = ["slug", "name"]


class FieldViewSet(viewsets.ReadOnlyModelViewSet[Field]):
    """All fields, also those of older lists."""

    serializer_class = FieldOut
    queryset = Field.objects.select_related("becomes").order_by("order", "id")
    lookup_field = "slug"


class ObstacleViewSet(viewsets.ReadOnlyModelViewSet[Obstacle]):
    """What stops a town: O1–O20."""

    serializer_class = ObstacleOut
    queryset = Obstacle.objects.order_by("order")
    lookup_field = "code"


class ToolViewSet(viewsets.ReadOnlyModelViewSet[Tool]):
    """The kinds of tools that cases are made with."""

    serializer_class = ToolOut
    queryset = Tool.objects.order_by("order", "id")
    lookup_field = "slug"
