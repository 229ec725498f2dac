"""Rooms, cases: what is asked before a case begins, moves or ends."""

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.choices import Basis
from accounts.models import User
from cases.actions.publishing import why_not_decided_on
from cases.choices import CaseKind
from cases.forms.fields import TownField
from vocabulary.formfields import DateField

KINDS = (
    (CaseKind.TIP, "ひとこと事例（5分）：Excelの工夫など、小さなこと。5つの質問に答えます"),
    (CaseKind.FULL, "くわしい事例（35分、何回かに分けて書けます）：効果・費用・進め方まで。ほかの市町がまねできます"),
)


class KindForm(forms.Form):
    kind = forms.ChoiceField(label="どちらを書きますか", choices=KINDS, widget=forms.RadioSelect)


class OwnerForm(forms.Form):
    """Whose case the secretariat writes, and on what ground."""

    basis = forms.ChoiceField(
        label="だれの言葉か",
        choices=[
            (Basis.PUBLIC_SOURCE, "公開資料から入れる（出典が要ります）"),
            (Basis.ON_BEHALF, "市町に代わって入れる"),
        ],
        widget=forms.RadioSelect,
    )
    municipality = TownField(label="市町", help_text="名前かコード。例：加古川市、28210")


class DecisionForm(forms.Form):
    """The day of the town's own decision. The rule is that of the action, asked before it so that nothing is lost."""

    internal_decision_on = DateField(
        label="庁内で決裁した日",
        help_text="例：R6.3.22。番号や書類は要りません。",
        widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, by: User) -> None:
        super().__init__(data)
        self.by = by

    def clean_internal_decision_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["internal_decision_on"]
        if why := why_not_decided_on(day, self.by):
            raise ValidationError(why)
        return day


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
