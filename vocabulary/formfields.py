"""Ground: form fields for numbers and dates as people type them. What was typed stays as it was typed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from vocabulary.dates import parse_date, wareki
from vocabulary.numbers import parse_number, yen


class NumberField(forms.CharField):
    """A whole number typed in any usual form; cleans to int or None. Text input, so nothing is blanked."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_number(typed)
        except ValueError as why:
            raise ValidationError(str(why), code="number") from why


class YenField(NumberField):
    """An amount in yen, tax included, typed as 480万円 or 4,800,000. `echo` says how it was understood."""

    def echo(self, amount: int | None) -> str:
        """The sentence shown beside the field: = 480万円（4,800,000円）."""
        return "" if amount is None else f"= {yen(amount)}（{amount:,}円）"


class DateField(forms.CharField):
    """A date typed in era or western form; cleans to datetime.date or None."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return wareki(value) if hasattr(value, "isoformat") else value

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_date(typed)
        except ValueError as why:
            raise ValidationError(str(why), code="date") from why
