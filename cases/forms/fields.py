"""Rooms, cases: fields for what people type about years, measures and towns."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.models import Municipality
from vocabulary.dates import ERA_BY_NAME, fiscal_year_label

FISCAL_YEAR = re.compile(r"(?:(?P<era>令和|平成|[RH])(?P<era_year>元|\d{1,2})|(?P<year>\d{4}))(?:年度?)?")
NOT_A_YEAR = "年度は「令和5年度」「R5」「2023」のように入力してください。"


class FiscalYearField(forms.CharField):
    """A fiscal year as people type it: 令和5年度, R5, 2023. Cleans to 2023, or None when empty."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return fiscal_year_label(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        typed = unicodedata.normalize("NFKC", super().clean(value)).replace(" ", "").upper()
        if not typed:
            return None
        found = FISCAL_YEAR.fullmatch(typed)
        if not found:
            raise ValidationError(NOT_A_YEAR, code="year")
        if found["era"]:
            year = ERA_BY_NAME[found["era"]].zero + (1 if found["era_year"] == "元" else int(found["era_year"]))
        else:
            year = int(found["year"])
        if not 1990 <= year <= 2100:
            raise ValidationError(NOT_A_YEAR, code="year")
        return year


class MeasureField(forms.CharField):
    """A measured number as people type it: ６０, 1,200, 5.5. Cleans to Decimal, or None when empty."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    sentence = "数字だけを入力してください（単位は「単位」の欄へ）。例：60、5.5"

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
        return value

    def clean(self, value: Any) -> Any:
        typed = re.sub(r"[,、\s]", "", unicodedata.normalize("NFKC", super().clean(value)))
        if not typed:
            return None
        try:
            number = Decimal(typed)
        except InvalidOperation as why:
            raise ValidationError(self.sentence, code="measure") from why
        if not number.is_finite() or number < 0 or number >= 10**10 or number != round(number, 2):
            raise ValidationError(self.sentence, code="measure")
        return number


class TownField(forms.CharField):
    """A municipality by its name or official code, anywhere in the country."""

    widget = forms.TextInput(attrs={"autocomplete": "off", "class": "middle"})

    def clean(self, value: Any) -> Any:
        typed = unicodedata.normalize("NFKC", super().clean(value)).strip()
        if not typed:
            return None
        found = Municipality.objects.by_code(typed) if typed.isdigit() else Municipality.objects.filter(name=typed)
        towns = list(found[:9])
        if len(towns) == 1:
            return towns[0]
        if not towns:
            raise ValidationError(f"「{typed}」という市町はありません。名前かコードを確かめてください。", code="town")
        same = "、".join(f"{town.prefecture}は{town.code}" for town in towns)
        raise ValidationError(f"「{typed}」は{len(towns)}つあります。コードを入力してください（{same}）。", code="town")
