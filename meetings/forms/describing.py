"""Rooms, meetings: the facts about a meeting, typed as people write them."""

import re
import unicodedata

from django import forms

from accounts.choices import Visibility
from meetings.actions.describing import why_not_same_facts
from meetings.actions.relabelling import Word, stamp_of_words, why_not_same_words
from meetings.forms.reviewing import Seen, SeenForm
from meetings.models import Council, Meeting
from vocabulary.formfields import DateField


class ClockField(forms.TimeField):
    """A time as people type it: 10:00, １０時３０分, 午後1時."""

    widget = forms.TimeInput(format="%H:%M", attrs={"class": "short", "autocomplete": "off"})
    TYPED = re.compile(r"(?P<half>午前|午後)?(?P<hour>\d{1,2})(?:時|:)(?:(?P<minute>\d{1,2})分?|(?P<midway>半))?")

    def to_python(self, value):
        found = self.TYPED.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value or ""))))
        if not found:
            return super().to_python(value)
        hour = int(found["hour"]) + (12 if found["half"] == "午後" and int(found["hour"]) < 12 else 0)
        return super().to_python(f"{hour}:{found['minute'] or (30 if found['midway'] else 0)}")


class FactsForm(Seen, forms.ModelForm):
    """Everything that the secretariat says about a meeting. Carries the stamp of what its author saw."""

    council = forms.ModelChoiceField(Council.objects.prefetch_related("names"), label="会議体")
    held_on = DateField(
        label="開催日", required=False, help_text="例：令和6年3月22日、2024/3/22。分からないときは空にします。"
    )
    starts_at = ClockField(label="開始", required=False, help_text="例：10:00、午前10時")
    ends_at = ClockField(label="終了", required=False, help_text="例：11:00、午前11時")
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
            "anonymity_reason": forms.Textarea(attrs={"rows": 3}),
            "publisher": forms.TextInput(attrs={"class": "middle"}),
        }
        help_texts = {
            "anonymity_reason": "A市町のような話者がいる記録では必要です。公開されます。例：率直な意見交換のため",
            "is_own_record": "県が作った記録なら選びます。次の4つは空でかまいません。",
            "source_url": "公表されている記録のアドレスです。",
            "publisher": "記録を公表した団体の名前です。",
            "terms_of_use": "例：CC BY 4.0、公表元の利用規約",
        }

    def clean(self):
        given = super().clean()
        now = Meeting.objects.get(pk=self.instance.pk)
        self.stop_if_stale(why_not_same_facts(now, self.seen()))
        return given


class WordsForm(SeenForm):
    """One field for each text outside the statements. Carries the stamp of what its author saw."""

    def __init__(self, *args, words: list[Word], **kwargs):
        super().__init__(*args, **kwargs)
        self.words = words
        self.now = stamp_of_words(words)
        for word in words:
            self.fields[word.key] = forms.CharField(
                label=word.label, initial=word.text, max_length=word.longest, required=not word.may_be_empty
            )

    def clean(self):
        given = super().clean()
        self.stop_if_stale(why_not_same_words(self.words, self.seen()))
        return given
