"""Ground: the body of an API request says only what its endpoint knows. A misspelt name is told, not ignored."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from rest_framework import serializers

if TYPE_CHECKING:
    Base = serializers.Serializer[Any]
else:
    Base = object


class KnownFieldsOnly(Base):
    """Mixin for serializers that read: a field they do not have is refused with a sentence at its name."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = sorted(set(map(str, data)) - set(self.fields)) if isinstance(data, Mapping) else []
        if unknown:
            raise serializers.ValidationError({name[:100]: ["この項目は使えません。"] for name in unknown})
        return super().to_internal_value(data)
