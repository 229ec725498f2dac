"""Search: where spellings come from. The prefecture keeps them; this room only asks."""

from vocabulary.models import SynonymGroup


def table() -> dict[str, tuple[str, ...]]:
    """word → every word that means the same, itself included (one query)."""
    return SynonymGroup.objects.table()
