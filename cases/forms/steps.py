"""Rooms, cases: the steps of writing a case. Any order, saved on every step; only 題名 and 分野 come first."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.choices import Basis, Visibility
from cases.actions.writing import why_not_funding
from cases.choices import AfterGrant, FundingSource
from cases.facts import FACTS, TIP_ORDER, label_of, missing, needed_facts, step_of
from cases.forms.rows import ROW_SETS, Rows
from cases.models import CaseStudy
from vocabulary.models import Field, Tool

WRITTEN = {"rows": 4}
SHORT = {"rows": 2}


def area(**attrs: Any) -> forms.Textarea:
    return forms.Textarea(attrs=WRITTEN | attrs)


class StepForm(forms.ModelForm):
    """A part of a case. Nothing that publishing needs is demanded here: a half case is saved too."""

    class Meta:
        model = CaseStudy
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "field"):
            if name in self.fields:
                self.fields[name].required = True
        if "field" in self.fields:
            current: Any = self.fields["field"]
            current.queryset = Field.objects.filter(is_current=True) | Field.objects.filter(pk=self.instance.field_id)
            current.empty_label = "選んでください"

    def values(self) -> dict[str, Any]:
        """Column -> value, after is_valid()."""
        found = {name: self.cleaned_data[name] for name in self.fields}
        return found | {name: list(found[name]) for name in ("tools",) if name in found}


def tools() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        Tool.objects.all(), label="道具", required=False, widget=forms.CheckboxSelectMultiple
    )


def visibility() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="公開の範囲",
        choices=Visibility.choices,
        initial=Visibility.PUBLIC,
        widget=forms.RadioSelect,
        help_text="県が公開したあとに、だれが読めるか。下書きのあいだは、自分の団体だけが読めます。",
    )


class BasicsForm(StepForm):
    visibility = visibility()

    class Meta(StepForm.Meta):
        fields = ["title", "field", "summary", "contact", "visibility"]
        widgets = {"summary": area()}
        help_texts = {
            "title": "何をしたかが分かる短い題名。例：児童相談記録のデジタル化",
            "summary": "はじめて読む人のために、2、3文で。",
            "contact": "課や係の名前。個人の名前や電話番号は書きません。例：福祉課 相談係",
        }


class EffectStepForm(StepForm):
    class Meta(StepForm.Meta):
        fields = ["work_removed", "evidence"]
        widgets = {"work_removed": area(), "evidence": area()}
        help_texts = {
            "work_removed": "だれの、どの作業が減ったか。例：相談員が録音を聞きながら記録を打つ作業",
            "evidence": "だれが、いつ、どうやって測ったか。目分量でもかまいません。そのときは「目分量」と書きます。",
        }


class CostForm(StepForm):
    funding = forms.MultipleChoiceField(
        label="財源", choices=FundingSource.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    after_grant = forms.ChoiceField(
        label="交付金が終わったあと", choices=AfterGrant.choices, required=False, widget=forms.RadioSelect
    )

    class Meta(StepForm.Meta):
        fields = ["funding", "funding_note", "after_grant", "after_grant_note"]
        widgets = {"after_grant_note": area(**SHORT)}
        labels = {"funding_note": "財源の説明", "after_grant_note": "どう続けるか"}
        help_texts = {
            "funding_note": "交付金の名前や割合。例：デジタル田園都市国家構想交付金 1/2",
            "after_grant_note": "例：令和6年度から一般財源。となりの2市町と共同で調達する",
        }

    def clean_funding(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["funding"]
        if why := why_not_funding(chosen):
            raise ValidationError(why)
        return chosen


class PeriodForm(StepForm):
    tools = tools()

    class Meta(StepForm.Meta):
        fields = ["period", "staffing", "preconditions", "tools", "vendor", "network", "documents"]
        help_texts = {
            "period": "例：9か月（検討4、調達2、構築3）",
            "staffing": "何人が、週に何時間。例：DX担当1人（週4時間）、原課2人（週2時間）",
            "preconditions": "例：人口3万人、相談は年1,440件",
            "vendor": "例：架空システム（随意契約）",
            "documents": "例：仕様書あり。県内の市町には渡せる",
        }


class OfficeForm(StepForm):
    class Meta(StepForm.Meta):
        fields = ["engagement", "work_added", "stop_criteria"]
        widgets = {"engagement": area(), "work_added": area()}
        help_texts = {
            "engagement": "担当の課に、どう分かってもらったか。例：1人と2週間試し、減った時間を本人が係会議で話した",
            "work_added": "新しく増えた作業も書きます。正直に書くと、原課の人が安心します。",
            "stop_criteria": "例：半年たっても、減る時間が月10時間にならないとき",
        }


class LessonsForm(StepForm):
    class Meta(StepForm.Meta):
        fields = ["pitfalls", "impressions"]
        widgets = {"pitfalls": area(), "impressions": area()}
        help_texts = {"impressions": "使った人の言葉で、2文ほど。"}


class SourcesForm(StepForm):
    unknown_facts = forms.MultipleChoiceField(
        label="出典に書かれていない項目",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="選んだ項目は「不明（出典に記載なし）」と出ます。",
    )

    class Meta(StepForm.Meta):
        fields = ["as_said", "unknown_facts"]
        widgets = {"as_said": area()}
        help_texts = {"as_said": "会議の記録などで語られた内容。いま分かっている内容とは分けて書きます。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        case = self.instance
        if case.basis == Basis.TOWN:
            del self.fields["unknown_facts"]
            return
        keys = TIP_ORDER if case.is_tip else [fact.key for fact in FACTS if (fact.needed or fact.helps)]
        asked = [fact for fact in FACTS if fact.key in keys and fact.key != "title"]
        field: Any = self.fields["unknown_facts"]
        field.choices = [(fact.key, label_of(fact, case)) for fact in asked]


class TipForm(StepForm):
    tools = tools()
    visibility = visibility()

    class Meta(StepForm.Meta):
        fields = ["title", "field", "trouble", "done", "result", "tools", "contact", "visibility"]
        widgets = {"trouble": area(**SHORT), "done": area(**SHORT), "result": area(**SHORT)}
        labels = {"contact": "話せる人（課）"}
        help_texts = {
            "title": "例：庁内の日程調整をExcelで半分に",
            "trouble": "例：10人の日程を合わせるのに、電話とメールで半日かかっていた",
            "done": "例：共有のExcelに、空いている日を色で入れてもらうことにした",
            "result": "例：1回1時間で決まるようになった。電話がなくなった",
            "contact": "課や係の名前。個人の名前や電話番号は書きません。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tools"].label = "使った道具"


@dataclass(frozen=True)
class Step:
    """One page of the form."""

    slug: str
    label: str
    form: type[StepForm]
    rows: str = ""
    minutes: int = 5
    rows_first: bool = False


STEPS = (
    Step("basics", "基本", BasicsForm, minutes=3),
    Step("effect", "効果", EffectStepForm, "effects", minutes=7),
    Step("cost", "費用・財源", CostForm, "cost_lines", minutes=7, rows_first=True),
    Step("period", "期間・人員", PeriodForm),
    Step("office", "庁内の進め方", OfficeForm),
    Step("lessons", "つまずき・声", LessonsForm, "case_obstacles"),
    Step("sources", "出典", SourcesForm, "sources", rows_first=True),
)
TIP = Step("tip", "ひとこと", TipForm)


def steps_of(case: CaseStudy) -> tuple[Step, ...]:
    """The pages of this case's form: a tip is one page, and sources where the prefecture entered it."""
    if not case.is_tip:
        return STEPS
    return (TIP,) if case.basis == Basis.TOWN else (TIP, STEPS[-1])


def left_in(case: CaseStudy, step: Step) -> int:
    """How many facts that publishing needs are missing on this page."""
    return sum(step_of(fact, case) == step.slug for fact in missing(case))


def is_done(case: CaseStudy, step: Step) -> bool:
    """Nothing needed is missing, and something is written."""
    if left_in(case, step):
        return False
    if any(step_of(fact, case) == step.slug for fact in needed_facts(case)):
        return True
    told = any(fact.is_told(case) for fact in FACTS if step_of(fact, case) == step.slug and not case.is_tip)
    return told or bool(step.rows and getattr(case, step.rows).all())


class StepForms:
    """The form of one step and its rows, bound together: valid when both are."""

    def __init__(self, step: Step, case: CaseStudy, data: Any = None, *, more: int = 0) -> None:
        self.step = step
        self.form = step.form(data, instance=copy(case))  # a form writes on its instance, also when it is wrong
        self.rows: Rows | None = ROW_SETS[step.rows](data, case=case, more=more) if step.rows else None

    def is_valid(self) -> bool:
        rows_are_valid = self.rows is None or self.rows.is_valid()
        return self.form.is_valid() and rows_are_valid

    def values(self) -> dict[str, Any]:
        return self.form.values()

    def row_values(self) -> dict[str, list[dict[str, Any]]]:
        return {self.step.rows: self.rows.values()} if self.rows is not None else {}
