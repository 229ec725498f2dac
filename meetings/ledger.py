"""Rooms, meetings: 声の台帳, the forms by which the secretariat keeps it, and its counts."""

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest, QueryDict

from meetings.actions.answering import stamp, why_not_fulfil, why_not_same
from meetings.choices import AnswerState
from meetings.filters import VoiceFilter
from meetings.models import Commitment, Turn
from meetings.templatetags.record import said_by
from vocabulary.formfields import DateField

EXCERPT = 40


def state_counts(
    filter_class: type[VoiceFilter], query: QueryDict, voices: QuerySet[Turn], request: HttpRequest
) -> list[tuple[str, str, int]]:
    """(state, its word, how many voices are in it) under all other conditions of the address."""
    others = query.copy()
    others.pop("state", None)
    found = filter_class(others, voices, request=request).qs.order_by().values("answer_state")
    numbers = {row["answer_state"]: row["number"] for row in found.annotate(number=Count("pk"))}
    return [(state.value, state.label, numbers.get(state.value, 0)) for state in AnswerState]


def turn_words(turn: Turn) -> str:
    """県（6つ目）：「…をいかに積み上げるか」 and, where it answers another voice, which."""
    statements = list(turn.statements.all())
    text = statements[0].text if statements else ""
    excerpt = text[:EXCERPT] + ("…" if len(text) > EXCERPT else "")
    where = f"#{statements[0].number} " if statements else ""
    other = f"（いまは{said_by(turn.reply_to)}への答え）" if turn.reply_to else ""
    return f"{where}{said_by(turn)}「{excerpt}」{other}"


class TurnChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # Django's own cannot be subscripted
    """One turn of the record, told by its number, speaker and first words."""

    def label_from_instance(self, obj: Turn) -> str:
        return turn_words(obj)


class AnswerForm(forms.Form):
    """Which later turn answers this voice."""

    answer = TurnChoice(
        Turn.objects.none(),
        to_field_name="number",
        label="この声に答えている発言",
        empty_label="選んでください",
        help_text="この声よりあとの発言から選びます。",
        error_messages={"invalid_choice": "この声よりあとの、まだ答えになっていない発言から選んでください。"},
    )

    def __init__(self, *args: Any, voice: Turn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        later = Turn.objects.filter(meeting=voice.meeting_id, number__gt=voice.number).exclude(reply_to=voice)
        choices = later.select_related("speaker", "reply_to__speaker").prefetch_related("statements").order_by("number")
        self.fields["answer"].queryset = choices  # type: ignore[attr-defined]


class CommitmentForm(forms.Form):
    """What will be done, by whom and until when."""

    text = forms.CharField(max_length=300, label="すること", widget=forms.Textarea(attrs={"rows": 3}))
    owner = forms.CharField(max_length=100, label="担当（課・係）", help_text="例：情報政策課")
    due_on = DateField(required=False, label="期限", help_text="決まっていなければ空けてください。例：令和6年9月30日")


class KeptForm(CommitmentForm):
    """The same, and how it ended. `seen` is what the form was based on."""

    done_on = DateField(required=False, label="終えた日", help_text="まだなら空けてください。例：令和6年9月30日")
    result = forms.CharField(max_length=300, required=False, label="結果", widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, commitment: Commitment) -> None:
        facts = {name: getattr(commitment, name) for name in ("text", "owner", "due_on", "done_on", "result")}
        super().__init__(data, initial=facts | {"seen": stamp(commitment)})
        self.commitment = commitment

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if stale := why_not_same(self.commitment, found.get("seen", "")):
            # What was typed stays; sent once more, it replaces what the page now shows above the form.
            again = QueryDict(mutable=True)
            again.update(self.data)
            again["seen"] = stamp(self.commitment)
            self.data = again
            raise forms.ValidationError(stale)
        why_not = why_not_fulfil(found.get("done_on"), found.get("result", ""))
        if why_not and not self.errors:
            self.add_error("result" if found.get("done_on") else "done_on", why_not)
        return found
