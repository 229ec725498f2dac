"""Bridge: forms of needs. Who may read is asked first."""

from django import forms

from accounts.choices import Visibility
from matching.choices import NEED_MOVES, NeedStatus
from matching.models import Need
from vocabulary.models import Field


class NeedForm(forms.ModelForm):
    """A need as a problem: today's way and the work to remove."""

    visibility = forms.ChoiceField(
        label="だれに見せるか",
        choices=Visibility.choices,
        widget=forms.RadioSelect,
        help_text="企業に見せるかどうかは、あとで別に決めます。",
    )
    is_anonymous = forms.BooleanField(
        label="市町の名前を出さない",
        required=False,
        help_text="名前が分かるのは、わが町とリエゾンと県事務局だけです。",
    )

    class Meta:
        model = Need
        fields = [
            "visibility",
            "is_anonymous",
            "title",
            "today",
            "work_to_remove",
            "volume",
            "field",
            "obstacles",
            "tools",
            "network",
            "budget",
            "deadline",
            "cannot_say",
        ]
        widgets = {
            "today": forms.Textarea(attrs={"rows": 4}),
            "work_to_remove": forms.Textarea(attrs={"rows": 3}),
            "cannot_say": forms.Textarea(attrs={"rows": 2}),
            "obstacles": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "title": "だれの、どんな作業が、どれだけ大変か。例：検針票の転記が月40時間",
            "today": "いま、だれが、どの順番でしているか。",
            "work_to_remove": "なくしたい、短くしたい作業。",
            "volume": "例：月600件、1件4分",
            "deadline": "例：令和8年度の予算要求まで",
            "tools": "例：Excel。LGWANの外の道具は使えない",
            "cannot_say": "この欄は、わが町・リエゾン・県事務局だけに見えます。",
        }

    def __init__(self, *args, viewer=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["field"].queryset = Field.objects.filter(is_current=True)
        self.initial.setdefault("visibility", Visibility.MEMBERS)
        if viewer is not None and not viewer.is_town:
            del self.fields["is_anonymous"]

    def clean(self):
        facts = super().clean()
        if not facts.get("today") and not facts.get("work_to_remove"):
            self.add_error("today", "「今のやり方」か「減らしたい作業」の、どちらかを入力してください。")
        return facts

    def _post_clean(self):
        """Building the row and its constraints belong to the action."""


class FromStatementForm(forms.Form):
    """The one thing a statement does not say by itself: a title."""

    title = forms.CharField(label="困りごと（題名）", max_length=120)
    field = forms.ModelChoiceField(
        Field.objects.filter(is_current=True), label="分野", required=False, empty_label="選ばない"
    )


class MoveForm(forms.Form):
    """Another state, with a reason where it is an end."""

    to = forms.ChoiceField(label="新しい状態")
    reason = forms.CharField(label="理由", max_length=300, required=False, help_text="見送りのときは必ず入力します。")

    def __init__(self, *args, need: Need, **kwargs):
        super().__init__(*args, **kwargs)
        allowed = NEED_MOVES[NeedStatus(need.status)]
        self.fields["to"].choices = [(state, state.label) for state in NeedStatus if state in allowed]


class LinkCaseForm(forms.Form):
    """A case by its code."""

    case = forms.CharField(label="事例の番号", max_length=12, help_text="例：C-012")
    note = forms.CharField(label="どう関係するか", max_length=300, required=False)
