"""Rooms, meetings: the facts about a meeting, typed as people write them."""

from django import forms

from accounts.choices import Visibility
from meetings.actions.describing import why_not_same_facts
from meetings.models import Council, Meeting
from vocabulary.formfields import DateField


class FactsForm(forms.ModelForm):
    """Everything that the secretariat says about a meeting. Carries the stamp of what its author saw."""

    is_stale = False
    council = forms.ModelChoiceField(Council.objects.prefetch_related("names"), label="会議体")
    held_on = DateField(
        label="開催日", required=False, help_text="例：令和6年3月22日、2024/3/22。分からないときは空にします。"
    )
    retrieved_on = DateField(label="入手した日", required=False, help_text="例：令和6年4月1日")
    visibility = forms.ChoiceField(
        label="公開の範囲",
        choices=[choice for choice in Visibility.choices if choice[0] != Visibility.PRIVATE],
        help_text="公開したあとに、だれが読めるかです。",
    )

    class Meta:
        model = Meeting
        fields = (
            "council", "title", "ordinal", "held_on", "starts_at", "ends_at", "place", "format",
            "visibility", "anonymity_reason", "is_own_record", "source_url", "publisher", "retrieved_on",
            "terms_of_use",
        )  # fmt: skip
        widgets = {
            "ordinal": forms.TextInput(attrs={"class": "short", "inputmode": "numeric"}),
            "starts_at": forms.TimeInput(format="%H:%M", attrs={"class": "short"}),
            "ends_at": forms.TimeInput(format="%H:%M", attrs={"class": "short"}),
            "anonymity_reason": forms.Textarea(attrs={"rows": 3}),
            "publisher": forms.TextInput(attrs={"class": "middle"}),
        }
        help_texts = {
            "starts_at": "例：10:00",
            "ends_at": "例：11:00",
            "anonymity_reason": "A市町のような話者がいる記録では必要です。公開されます。例：率直な意見交換のため",
            "is_own_record": "県が作った記録なら選びます。次の4つは空でかまいません。",
            "source_url": "公表されている記録のアドレスです。",
            "publisher": "記録を公表した団体の名前です。",
            "terms_of_use": "例：CC BY 4.0、公表元の利用規約",
        }

    def clean(self):
        given = super().clean()
        now = Meeting.objects.get(pk=self.instance.pk)
        if sentence := why_not_same_facts(now, self.data.get("seen", "")):
            self.is_stale = True
            raise forms.ValidationError(sentence)
        return given
