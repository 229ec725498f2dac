"""Rooms, cases: what is stored and what was given, made comparable: a second identical save is no change."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model

from cases.models import CaseObstacle, CaseSource, CaseStudy, CostLine, Effect

# Rows of a case: relation -> its model and the columns that people fill.
ROWS: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "effects": (
        Effect,
        ("indicator", "unit", "before", "after", "volume", "measured_by", "measured_when", "is_estimate"),
    ),
    "cost_lines": (CostLine, ("phase", "payer", "label", "amount", "fiscal_year")),
    "case_obstacles": (CaseObstacle, ("obstacle_id", "how_passed")),
    "sources": (CaseSource, ("title", "publisher", "url", "kind", "dated", "retrieved_on", "says")),
}


def comparable(value: Any) -> Any:
    """A plain value: rows become their keys, sets of rows sorted keys, line ends those of the database."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    if hasattr(value, "values_list"):
        return sorted(value.values_list("pk", flat=True))
    if isinstance(value, Sequence):
        return [comparable(item) for item in value]
    return value


def stored_value(case: CaseStudy, name: str) -> Any:
    """What the database holds under the name of a column or of a set of rows."""
    value = getattr(case, name)
    return sorted(row.pk for row in value.all()) if hasattr(value, "all") else comparable(value)


def given_value(value: Any) -> Any:
    """What a form or a request gives for the same name."""
    plain = comparable(value)
    return sorted(plain) if isinstance(value, Sequence) and value and isinstance(value[0], Model) else plain


def stored_rows(case: CaseStudy, name: str) -> list[tuple[Any, ...]]:
    """The rows of one relation, in order, as tuples of their columns."""
    columns = ROWS[name][1]
    return [tuple(comparable(getattr(row, column)) for column in columns) for row in getattr(case, name).all()]


def given_rows(name: str, rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """The same tuples from what a form or a request gives; a column left out has the model's default."""
    model, columns = ROWS[name]
    blank = model()
    return [tuple(comparable(row.get(column, getattr(blank, column))) for column in columns) for row in rows]


def is_same(case: CaseStudy, values: Mapping[str, Any], rows: Mapping[str, Sequence[Mapping[str, Any]]]) -> bool:
    """True when saving would change nothing."""
    return all(stored_value(case, name) == given_value(value) for name, value in values.items()) and all(
        sorted(stored_rows(case, name), key=repr) == sorted(given_rows(name, given), key=repr)
        if name == "case_obstacles"  # kept in the official order of obstacles, not in the order typed
        else stored_rows(case, name) == given_rows(name, given)
        for name, given in rows.items()
    )
