"""Rooms, meetings: what a reviewer fills in: decisions on doubts, statements, speakers, reasons.

Forms that change words carry `seen`, the stamp of what their author read. A stale form is drawn again with what stands
there now beside what was typed; `is_stale` makes the page answer 409.
"""

from django import forms

from meetings.actions.deciding import why_not_replace
from meetings.actions.reviewing import why_not_fresh, why_not_redact, why_not_same_turn, why_not_text
from meetings.choices import IssueDecision, SpeakerKind, StatementKind
from meetings.models import AgendaItem, ReviewIssue, Speaker, Statement, Turn

REASON_LENGTH = 200
DECISIONS = [(value, label) for value, label in (
    (IssueDecision.KEEP, "そのまま〔ママ〕"),
    (IssueDecision.CORRECT, "修正する"),
    (IssueDecision.REDACT, "伏せる"),
    (IssueDecision.NO_PROBLEM, "問題なし"),
)]  # fmt: skip
OUTSIDE = [(IssueDecision.NO_PROBLEM, "問題なし"), (IssueDecision.CORRECT, "ほかの画面で直した")]


class ReasonField(forms.CharField):
    """A sentence for those who come after."""

    def __init__(self, label="理由", **kwargs):
        super().__init__(label=label, max_length=REASON_LENGTH, **kwargs)


class Seen:
    """What makes a form know what its author saw."""

    is_stale = False

    def seen(self) -> str:
        return self.data.get("seen", "")

    def stop_if_stale(self, sentence: str) -> None:
        """The first thing that `clean` asks."""
        if sentence:
            self.is_stale = True
            raise forms.ValidationError(sentence)


class SeenForm(Seen, forms.Form):
    """A form that knows what its author saw."""


class DecisionForm(SeenForm):
    """Decides one doubt. `words` is the corrected wording, or exactly what is to be hidden."""

    decision = forms.ChoiceField(label="判断", widget=forms.RadioSelect)
    words = forms.CharField(
        label="言葉",
        required=False,
        strip=False,
        help_text="修正するときは、直したあとの言葉にします。伏せるときは、伏せる所だけを残します。",
    )
    reason = ReasonField(required=False, help_text="修正するとき、伏せるときは必要です。公開されません。")

    def __init__(self, *args, issue: ReviewIssue, **kwargs):
        super().__init__(*args, auto_id=f"d{issue.pk}_%s", initial={"words": issue.excerpt}, **kwargs)
        self.issue = issue
        self.fields["decision"].choices = DECISIONS if issue.statement_id else OUTSIDE
        if not issue.statement_id:
            del self.fields["words"]

    def clean(self):
        given = super().clean()
        decision, statement = given.get("decision"), self.issue.statement
        words, reason = given.get("words", ""), given.get("reason", "")
        if decision == IssueDecision.CORRECT and not reason:
            self.add_error("reason", "修正の理由を入力してください。")
        if statement is None or decision not in (IssueDecision.CORRECT, IssueDecision.REDACT):
            return given
        self.stop_if_stale(why_not_fresh(statement, self.seen(), words))
        if decision == IssueDecision.CORRECT:
            sentence = why_not_replace(statement, self.issue.excerpt, words)
        else:
            sentence = why_not_redact(statement, words, reason)
        if sentence:
            self.add_error("words" if reason else None, sentence)
        return given

    def as_decision(self) -> dict:
        """What `deciding.decide` takes."""
        given = self.cleaned_data
        is_hiding = given["decision"] == IssueDecision.REDACT
        return {
            "decision": given["decision"],
            "reason": given["reason"],
            "words": given.get("words", "") if is_hiding else "",
            "replacement": "" if is_hiding else given.get("words", ""),
            "seen": self.seen(),
        }


class StatementForm(SeenForm):
    """Text, kind and agenda item of one statement."""

    text = forms.CharField(
        label="発言",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="公開される文です。原本は変わりません。",
    )
    reason = ReasonField("文を直す理由", required=False, help_text="文を変えたときは必要です。公開されません。")
    kind = forms.ChoiceField(label="種別", choices=StatementKind.choices)
    agenda_item = forms.ModelChoiceField(AgendaItem.objects.none(), label="次第", required=False, empty_label="なし")
    whole_section = forms.BooleanField(label="同じ見出しのほかの発言も、この次第にする", required=False)

    def __init__(self, *args, statement: Statement, **kwargs):
        current = {name: getattr(statement, name) for name in ("text", "kind", "agenda_item")}
        super().__init__(*args, initial=current, **kwargs)
        self.statement = statement
        self.fields["agenda_item"].queryset = AgendaItem.objects.filter(meeting=statement.meeting_id)

    def clean(self):
        given = super().clean()
        self.stop_if_stale(why_not_fresh(self.statement, self.seen(), given.get("text", "")))
        if sentence := why_not_text(self.statement, given.get("text", self.statement.text), given.get("reason", "")):
            self.add_error("reason", sentence)
        return given


class RedactForm(SeenForm):
    """Hides words of one statement."""

    words = forms.CharField(
        label="伏せる言葉",
        strip=False,
        help_text="文にあるとおりに入力します。同じ言葉は、この発言のすべての所で「■■（伏せた部分）」になります。",
    )
    reason = ReasonField("伏せる理由", help_text="公開されません。")

    def __init__(self, *args, statement: Statement, **kwargs):
        super().__init__(*args, auto_id="r_%s", **kwargs)
        self.statement = statement

    def clean(self):
        given = super().clean()
        self.stop_if_stale(why_not_fresh(self.statement, self.seen()))
        words, reason = given.get("words", ""), given.get("reason", "")
        if words and (sentence := why_not_redact(self.statement, words, reason or "未入力")):
            self.add_error("words", sentence)
        return given


class TurnForm(SeenForm):
    """Who speaks in a turn: a label that the record has, or a new one."""

    speaker = forms.ModelChoiceField(
        Speaker.objects.none(), label="話者", required=False, empty_label="記載なし（話者の名前がない）"
    )
    new_label = forms.CharField(
        label="新しい表示名",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "middle"}),
        help_text="一覧にないときだけ入力します。どの市町のことかが分かる名前は、匿名の記録では使わないでください。",
    )
    kind = forms.ChoiceField(
        label="立場",
        choices=SpeakerKind.choices,
        help_text="同じ表示名の、ほかの発言の立場も変わります。一覧から別の話者を選んだときは、その話者の立場になります。",
    )

    def __init__(self, *args, turn: Turn, **kwargs):
        super().__init__(*args, initial={"speaker": turn.speaker, "kind": turn.speaker_kind}, **kwargs)
        self.turn = turn
        self.fields["speaker"].queryset = Speaker.objects.filter(meeting=turn.meeting_id)

    def clean(self):
        given = super().clean()
        self.stop_if_stale(why_not_same_turn(self.turn, self.seen()))
        return given

    def chosen_kind(self) -> str:
        """The kind that was chosen; another speaker of the list keeps his own."""
        chosen = self.cleaned_data["speaker"]
        is_other = chosen and chosen != self.turn.speaker and not self.cleaned_data["new_label"].strip()
        return chosen.kind if is_other else self.cleaned_data["kind"]

    def label(self) -> str:
        """The label to use: a new one goes before the list."""
        chosen = self.cleaned_data["speaker"]
        return self.cleaned_data["new_label"].strip() or (chosen.label if chosen else "")


class ReasonForm(forms.Form):
    """The reason of an act that owes one."""

    reason = ReasonField(widget=forms.Textarea(attrs={"rows": 3}))


class NoForm(forms.Form):
    """An act that asks nothing but whether it is meant."""
