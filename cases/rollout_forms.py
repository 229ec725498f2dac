"""Rooms, cases: the form in which a town says how far it is, and the secretariat enters what is public."""

from typing import Any

from django import forms
from django.utils import timezone

from accounts.choices import Basis
from accounts.models import Municipality, User
from cases.actions.rollouts import confirm, move, record, why_not_confirm, why_not_move, why_not_record
from cases.choices import ROLLOUT_MOVES, RolloutStage, needs_reason
from cases.models import CaseStudy, Rollout
from vocabulary.dates import fiscal_year, fiscal_year_label
from vocabulary.formfields import DateField
from vocabulary.models import Obstacle

CARRIED = ("fiscal_year", "section", "grant_ends_on", "remark", "source_url", "source_date")
MISSING = {
    "reason": "理由を選んでください。段階を戻すときと、見送り・中断・終了のときに必要です。",
    "note": "説明を入力してください。なぜそうするのかを1文で書きます。",
    "source_url": "出典のアドレスを入力してください。例：https://www.example.lg.jp/dx.html",
    "source_date": "出典の時点を入力してください。例：令和6年3月22日",
}


def years() -> list[tuple[str, str]]:
    """Fiscal years that a town may speak of: ten back, two ahead."""
    this = fiscal_year(timezone.localdate())
    return [("", "選ばない"), *((str(year), fiscal_year_label(year)) for year in range(this + 2, this - 11, -1))]


def year_or_none(text: str) -> int | None:
    return int(text) if text else None


class StageForm(forms.Form):
    """What both forms ask. The rules are those of the action, asked before it so that nothing typed is lost."""

    stage = forms.ChoiceField(
        label="段階",
        help_text="関心・検討中・見送り・中断・終了は、その市町と県だけが読みます。"
        "予算化・構築・運用中・自走は、この事例を読める人がみんな読みます。",
        widget=forms.Select(attrs={"class": "middle"}),
    )
    since = DateField(
        label="いつから",
        required=False,
        help_text="構築・試行なら始めた日、運用中なら初めて実際に使った日。分かるときだけで結構です。例：令和6年4月1日",
        widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off"}),
    )
    fiscal_year = forms.TypedChoiceField(
        label="年度",
        required=False,
        choices=years,
        coerce=year_or_none,
        empty_value=None,
        help_text="予算化なら、予算が付く年度。",
    )
    section = forms.CharField(
        label="担当の課（原課）",
        required=False,
        max_length=100,
        help_text="検討中なら、いっしょに考える課と担当。その市町と県だけが読みます。",
        widget=forms.TextInput(attrs={"class": "middle"}),
    )
    grant_ends_on = DateField(
        label="交付金の終わる日",
        required=False,
        help_text="交付金を使うときだけ。",
        widget=forms.TextInput(attrs={"class": "middle", "autocomplete": "off"}),
    )
    remark = forms.CharField(
        label="ひとこと", required=False, max_length=300, help_text="段階といっしょに読まれます。例：窓口1か所で始めた"
    )
    reason = forms.ModelChoiceField(
        Obstacle.objects.all(),
        label="理由",
        required=False,
        empty_label="選ばない",
        help_text="前の段階へ戻すときと、見送り・中断・終了のときに選びます。",
    )
    note = forms.CharField(
        label="説明",
        required=False,
        max_length=500,
        help_text="変えた理由を1文で。履歴に残り、その市町と県だけが読みます。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    evidence = forms.CharField(
        label="根拠（資料・アドレス）",
        required=False,
        max_length=500,
        help_text="あるときだけ。議案の番号や、ページのアドレスなど。",
    )
    basis = forms.ChoiceField(
        label="だれの言葉か",
        choices=[(basis.value, basis.label) for basis in (Basis.PUBLIC_SOURCE, Basis.ON_BEHALF)],
        initial=Basis.PUBLIC_SOURCE,
    )
    source_url = forms.URLField(label="出典のアドレス", required=False, max_length=500, assume_scheme="https")
    source_date = forms.CharField(
        label="出典の時点", required=False, max_length=50, help_text="例：令和6年3月22日、令和5年度"
    )

    old = ""  # the stage before

    def __init__(self, *args, by: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.by = by
        if by.is_town:
            for name in ("basis", "source_url", "source_date"):
                del self.fields[name]

    def told(self) -> dict[str, Any]:
        """What was typed, as the keywords of the actions, without the stage itself."""
        names = ("reason", "note", "since", *(name for name in CARRIED if name in self.fields))
        return {name: self.cleaned_data.get(name) for name in names}

    def clean(self):
        for name in self.missing():
            self.add_error(name, MISSING[name])
        if not self.errors and (why := self.why_not()):
            raise forms.ValidationError(why)
        return self.cleaned_data

    def missing(self) -> list[str]:
        """Fields that this stage or basis needs and that are empty: told at the field, so that a link leads there."""
        given = self.cleaned_data
        needed = ["reason", "note"] if needs_reason(self.old, given.get("stage", "")) else []
        if given.get("basis") == Basis.PUBLIC_SOURCE:
            needed += ["source_url", "source_date"]
        return [name for name in needed if name not in self.errors and not given.get(name)]

    def why_not(self) -> str:
        """The sentence with which the action would refuse what was typed."""
        raise NotImplementedError


class FirstStageForm(StageForm):
    """わが町の段階を入れる. The secretariat also says which town, and whose word it is."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label="市町", empty_label="選んでください")
    field_order = ("municipality", "basis", "source_url", "source_date", "stage")

    def __init__(self, *args, case: CaseStudy, by: User, **kwargs):
        super().__init__(*args, by=by, **kwargs)
        self.case = case
        self.fields["stage"].choices = [("", "選んでください"), *RolloutStage.choices]
        self.fields["municipality"].queryset = Municipality.objects.at_home()
        if by.is_town:
            del self.fields["municipality"]

    def town(self) -> Municipality:
        return self.cleaned_data.get("municipality") or self.by.municipality

    def told(self) -> dict[str, Any]:
        return super().told() | {"basis": self.cleaned_data.get("basis") or Basis.TOWN}

    def save(self) -> Rollout:
        """The first word about this town and this case."""
        trail = {"by": self.by, "evidence": self.cleaned_data["evidence"]}
        return record(self.case, self.town(), self.cleaned_data["stage"], **trail, **self.told())

    def why_not(self) -> str:
        return why_not_record(self.case, self.town(), self.cleaned_data["stage"], self.by, **self.told())


class ChangeForm(StageForm):
    """段階を変える, or with the same stage: the facts are made complete and the stage is confirmed."""

    was = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, rollout: Rollout, by: User, **kwargs):
        carried = {name: getattr(rollout, name) for name in CARRIED}
        super().__init__(*args, by=by, initial={**carried, "stage": rollout.stage, "was": rollout.stage}, **kwargs)
        self.rollout, self.old = rollout, rollout.stage
        now = RolloutStage(rollout.stage)
        moves = [(stage.value, stage.label) for stage in RolloutStage if stage in ROLLOUT_MOVES[now]]
        self.fields["stage"].choices = [(now.value, f"{now.label}（いまのまま）"), *moves]
        self.fields.pop("basis", None)
        if rollout.source_url and "source_url" in self.fields:
            self.fields["source_url"].help_text = "新しい出典があるときは、書き直します。"

    def clean(self):
        if self.data.get("was") and self.data["was"] != self.rollout.stage:
            # The answer shows what is there now; sent once more, the form is decided on that.
            self.data = self.data.copy()
            self.data["was"] = self.rollout.stage
        return super().clean()

    def missing(self) -> list[str]:
        """Nothing, while the form speaks of a stage that is gone: first that is told."""
        was = self.cleaned_data.get("was")
        return [] if was and was != self.rollout.stage else super().missing()

    def is_move(self) -> bool:
        """True when another stage was chosen than the one that the form was opened with."""
        return self.cleaned_data["stage"] != (self.cleaned_data.get("was") or self.rollout.stage)

    def told(self) -> dict[str, Any]:
        return super().told() | {"was": self.cleaned_data.get("was") or None}

    def confirmed(self) -> dict[str, Any]:
        """What was typed, for a confirmation: it has no reason, and a day that is left empty stays as it was."""
        told = self.told()
        return {
            name: value for name, value in told.items() if name not in ("reason", "note") and (value or name != "since")
        }

    def save(self) -> Rollout:
        """Move, or confirm where the stage is the same."""
        trail = {"by": self.by, "evidence": self.cleaned_data["evidence"]}
        if self.is_move():
            return move(self.rollout, self.cleaned_data["stage"], **trail, **self.told())
        return confirm(self.rollout, note=self.cleaned_data["note"], **trail, **self.confirmed())

    def why_not(self) -> str:
        if self.is_move():
            return why_not_move(self.rollout, self.cleaned_data["stage"], self.by, **self.told())
        return why_not_confirm(self.rollout, self.by, **self.confirmed())
