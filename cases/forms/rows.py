"""Rooms, cases: facts that come in rows. A row in which nothing telling is written is no row; emptying removes it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.choices import CostPhase, Payer, SourceKind
from cases.forms.fields import FiscalYearField, MeasureField
from cases.models import CaseStudy
from vocabulary.formfields import DateField, NumberField, YenField
from vocabulary.models import Obstacle
from vocabulary.numbers import yen

EMPTY_ROWS = 2
MORE_ROWS = 3
MOST_ROWS = 60
NAMELESS = {"number", "measure", "year", "date"}
WIDE, TWO = {"class": "wide"}, {"class": "two"}  # all columns, or two, of the grid that a row is drawn in


def preset(
    label: str, choices: list[tuple[str, Any]], initial: str, attrs: dict[str, str] | None = None
) -> forms.TypedChoiceField:
    """A choice that always has a value, so that nobody is told it is 必須."""
    return forms.TypedChoiceField(
        label=label,
        choices=choices,
        initial=initial,
        required=False,
        empty_value=initial,
        widget=forms.Select(attrs=attrs),
    )


class RowForm(forms.Form):
    """One row. One of the `telling` fields at least makes it a row; choices have defaults and tell nothing."""

    telling: tuple[str, ...] = ()

    def add_error(self, field: str | None, error: Any) -> None:
        """Sentences about numbers, years and dates name their field: a row has several of each."""
        if field and getattr(error, "code", "") in NAMELESS:
            error = ValidationError(f"「{self.fields[field].label}」：{error.message}", code=error.code)
        super().add_error(field, error)

    def has_changed(self) -> bool:
        return any(str(self.data.get(self.add_prefix(name), "")).strip() for name in self.telling)


class EffectForm(RowForm):
    telling = ("indicator", "before", "after")

    indicator = forms.CharField(
        label="何が", max_length=100, help_text="例：記録作成1件にかかる時間", widget=forms.TextInput(attrs=WIDE)
    )
    unit = forms.CharField(
        label="単位", max_length=20, help_text="例：分、時間、件、%", widget=forms.TextInput(attrs={"class": "short"})
    )
    before = MeasureField(label="前", required=False, help_text="取り組む前。例：60")
    after = MeasureField(label="後", required=False, help_text="いま。例：25")
    volume = NumberField(label="年間の件数", required=False, help_text="例：1,440。減る時間を計算します")
    measured_by = forms.CharField(
        label="だれが測ったか",
        max_length=100,
        required=False,
        help_text="例：福祉課",
        widget=forms.TextInput(attrs=TWO),
    )
    measured_when = forms.CharField(
        label="いつ測ったか",
        max_length=100,
        required=False,
        help_text="例：令和5年10月から12月",
        widget=forms.TextInput(attrs=TWO),
    )
    is_estimate = forms.BooleanField(
        label="目分量（測ってはいない）", required=False, widget=forms.CheckboxInput(attrs=TWO)
    )

    def clean_volume(self) -> int | None:
        volume = self.cleaned_data["volume"]
        if volume is not None and volume > 2_000_000_000:
            raise ValidationError("年間の件数が大きすぎます。数字を確かめてください。")
        return volume


class CostLineForm(RowForm):
    telling = ("label", "amount", "fiscal_year")

    phase = preset("導入・運用", CostPhase.choices, CostPhase.SETUP)
    payer = preset("だれが払うか", Payer.choices, Payer.OWN)
    label = forms.CharField(label="内容", max_length=100, required=False, help_text="例：機器、利用料")
    amount = YenField(label="金額（税込）", required=False, help_text="例：480万円")
    fiscal_year = FiscalYearField(label="年度", required=False, help_text="例：令和5年度")

    @property
    def echo(self) -> str:
        """= 480万円（4,800,000円）: how the amount was understood."""
        field: Any = self.fields["amount"]
        if self.is_bound:
            return field.echo(getattr(self, "cleaned_data", {}).get("amount"))
        return field.echo(self.initial.get("amount_yen"))


class ObstacleForm(RowForm):
    telling = ("obstacle_id", "how_passed")

    obstacle_id = forms.ChoiceField(label="つまずき")
    how_passed = forms.CharField(
        label="どう乗りこえたか",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="例：1人と2週間試し、減った時間を本人が係会議で話した",
    )

    def __init__(self, *args: Any, obstacles: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["obstacle_id"].choices = [("", "選んでください"), *obstacles]  # type: ignore[attr-defined]


class SourceForm(RowForm):
    telling = ("title", "publisher", "url", "says", "dated")

    title = forms.CharField(label="資料の名前", max_length=200, widget=forms.TextInput(attrs=WIDE))
    publisher = forms.CharField(label="発行元", max_length=100, required=False, help_text="例：兵庫県")
    url = forms.URLField(
        label="アドレス",
        max_length=500,
        required=False,
        assume_scheme="https",
        widget=forms.TextInput(attrs=WIDE | {"inputmode": "url", "autocomplete": "off"}),
    )
    kind = preset("種類", SourceKind.choices, SourceKind.GOVERNMENT, attrs=TWO)
    dated = forms.CharField(label="資料の時点", max_length=50, required=False, help_text="例：令和5年3月")
    retrieved_on = DateField(label="見た日", required=False, help_text="例：R6.3.22")
    says = forms.CharField(
        label="ここから分かること（自分の言葉で）", required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class Rows(forms.BaseFormSet):
    """Rows of one relation of a case: what is stored, some empty ones, and more on demand without a script."""

    relation = ""
    row_name = ""

    def __init__(self, data: Any = None, *, case: CaseStudy | None = None, more: int = 0) -> None:
        self.stored = [self.as_initial(row) for row in getattr(case, self.relation).all()] if case and case.pk else []
        if data is not None and "add" in data:
            data = data.copy()
            total = f"{self.relation}-TOTAL_FORMS"
            if str(data.get(total, "")).isdigit():
                data[total] = str(min(int(data[total]) + MORE_ROWS, MOST_ROWS))
        self.extra = EMPTY_ROWS + more
        super().__init__(data, prefix=self.relation, initial=self.stored)

    def as_initial(self, row: Any) -> dict[str, Any]:
        initial = {name: getattr(row, name) for name in self.form.base_fields}
        if isinstance(initial.get("amount"), int):
            initial |= {"amount_yen": initial["amount"], "amount": yen(initial["amount"])}
        return initial

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"empty_permitted": True, "use_required_attribute": False}

    def values(self) -> list[dict[str, Any]]:
        """The rows in which something is written, after is_valid()."""
        return [form.cleaned_data for form in self.forms if form.has_changed()]


class EffectRows(Rows):
    relation, row_name = "effects", "効果"


class CostRows(Rows):
    relation, row_name = "cost_lines", "費用"


class ObstacleRows(Rows):
    relation, row_name = "case_obstacles", "つまずき"

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        if not hasattr(self, "_obstacles"):
            self._obstacles = [(one.code, one.name) for one in Obstacle.objects.all()]
        return super().get_form_kwargs(index) | {"obstacles": self._obstacles}

    def clean(self) -> None:
        chosen = [form.cleaned_data.get("obstacle_id") for form in self.forms if form.has_changed()]
        if len(set(chosen)) < len(chosen) and not any(self.errors):
            raise ValidationError("同じつまずきを2回選んでいます。1つにまとめてください。")


class SourceRows(Rows):
    relation, row_name = "sources", "出典"


def rows_of(form: type[RowForm], base: type[Rows]) -> type[Rows]:
    """The formset class for one kind of row."""
    made: Any = forms.formset_factory(form, formset=base, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)
    return made


ROW_SETS: dict[str, type[Rows]] = {
    "effects": rows_of(EffectForm, EffectRows),
    "cost_lines": rows_of(CostLineForm, CostRows),
    "case_obstacles": rows_of(ObstacleForm, ObstacleRows),
    "sources": rows_of(SourceForm, SourceRows),
}
