"""Rooms, cases: two editors at once. What is stored and what was typed stand side by side; nothing is overwritten."""

from typing import Any, NamedTuple

from django import forms

from cases.comparing import ROWS, given_rows, given_value, stored_rows, stored_value
from cases.forms.steps import StepForms
from cases.models import CaseStudy
from vocabulary.formfields import YenField
from vocabulary.numbers import yen

EMPTY = "（空）"


class Difference(NamedTuple):
    """One field that differs: its label and both texts."""

    label: str
    stored: str
    typed: str


def differences(forms_of_step: StepForms, stored: CaseStudy) -> list[Difference]:
    """Every field and every set of rows of a valid step that is not as stored."""
    found = []
    form = forms_of_step.form
    for name, value in forms_of_step.values().items():
        old, new = stored_value(stored, name), given_value(value)
        if old != new:
            label = str(form[name].label)
            found.append(Difference(label, in_words(form.fields[name], old), in_words(form.fields[name], new)))
    for name, given in forms_of_step.row_values().items():
        rows = forms_of_step.rows
        assert rows is not None  # noqa: S101  row_values() is empty without rows
        old_rows, new_rows = stored_rows(stored, name), given_rows(name, given)
        if old_rows != new_rows:
            row_form = rows.empty_form
            texts = [row_words(row_form, name, some) for some in (old_rows, new_rows)]
            found.append(Difference(rows.row_name, *texts))
    return found


def in_words(field: forms.Field, value: Any) -> str:
    """A comparable value in the words of the form."""
    if isinstance(value, list):
        return "、".join(in_words(field, item) for item in value) or EMPTY
    if value in (None, ""):
        return EMPTY
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(field, YenField) and isinstance(value, int):
        return yen(value)
    choices = getattr(field, "choices", ())
    return next((str(label) for key, label in choices if str(key) == str(value)), str(field.prepare_value(value)))


def row_words(row_form: forms.BaseForm, name: str, rows: list[tuple[Any, ...]]) -> str:
    """One line a row, empty columns left out."""
    lines = []
    for row in rows:
        cells = zip(ROWS[name][1], row, strict=True)
        said = [in_words(row_form.fields[column], cell) for column, cell in cells if cell not in (None, "", False)]
        lines.append("／".join(said))
    return "\n".join(lines) or EMPTY
