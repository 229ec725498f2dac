"""Rooms, meetings: how lists are narrowed. One FilterSet is the form of the page and the query of the API."""

from collections.abc import Callable

import django_filters as filters
from django import forms
from django.db.models import QuerySet

from meetings.choices import AnswerState, SpeakerKind, StatementKind
from meetings.models import Commitment, Council, Meeting, Statement, Turn
from search import synonyms
from search.parse import ParsedQuery, Word, parse
from search.text import YEAR, norm, wanted, year_of
from vocabulary import dates
from vocabulary.formfields import DateField

ANSWERED = [("true", "答えのある声"), ("false", "答えのない声")]


class DayFilter(filters.Filter):
    """A day in era or western form."""

    field_class = DateField


class TickFilter(filters.BooleanFilter):
    """A box to tick; not ticked means that nothing is asked."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, widget=forms.CheckboxInput, **kwargs)


class CouncilFilter(filters.ModelChoiceFilter):
    """A council by its slug, among those that the reader may know of."""

    def __init__(self, *args, **kwargs):
        super().__init__(
            *args, queryset=known_councils, to_field_name="slug", label="会議体", empty_label="すべて", **kwargs
        )


def known_councils(request) -> QuerySet[Council]:
    return Council.objects.visible_to(request.user).for_list() if request else Council.objects.none()


# `from` is a word of Python, so these two are declared by name.
HeldBetween = type(
    "HeldBetween",
    (filters.FilterSet,),
    {
        "__doc__": "From one day of meeting to another, both included.",
        "from": DayFilter(field_name="meeting__held_on", lookup_expr="gte", label="開催日（この日から）"),
        "until": DayFilter(field_name="meeting__held_on", lookup_expr="lte", label="開催日（この日まで）"),
    },
)


class MeetingFilter(filters.FilterSet):
    """Meetings by words, council, fiscal year, and whether a voice waits for an answer."""

    q = filters.CharFilter(method="by_words", label="ことば（会議名・議題・会議体の新旧の名前）")
    council = CouncilFilter()
    fiscal_year = filters.NumberFilter(label="年度")
    unanswered = TickFilter(method="only_unanswered", label="答えのない声がある会議だけ")

    class Meta:
        model = Meeting
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["fiscal_year"].extra["widget"] = year_select(self.queryset)

    def by_words(self, meetings: QuerySet, name: str, value: str) -> QuerySet:
        return meetings.search(value)

    def only_unanswered(self, meetings: QuerySet, name: str, value: bool) -> QuerySet:
        return meetings.with_unanswered_voices() if value else meetings


def year_select(meetings: QuerySet) -> forms.Select:
    """A choice of the fiscal years of these meetings, newest first, as people say them."""
    known = meetings.exclude(fiscal_year=None).order_by("-fiscal_year").values_list("fiscal_year", flat=True).distinct()
    return forms.Select(choices=[("", "すべて"), *((year, dates.fiscal_year_label(year)) for year in known)])


class StatementFilter(HeldBetween):
    """Statements across meetings."""

    q = filters.CharFilter(method="by_words", label="ことば")
    meeting = filters.CharFilter(method="by_meeting", label="会議の番号")
    council = CouncilFilter(field_name="meeting__council")
    speaker = filters.CharFilter(field_name="turn__speaker__label", label="話者")
    speaker_kind = filters.ChoiceFilter(
        field_name="turn__speaker_kind", choices=SpeakerKind.choices, empty_label="すべて", label="立場"
    )
    kind = filters.ChoiceFilter(choices=StatementKind.choices, empty_label="すべて", label="種別")
    answered = filters.ChoiceFilter(method="by_answer", choices=ANSWERED, empty_label="すべて", label="答え")
    voices = TickFilter(method="only_voices", label="市町の声のみ")

    class Meta:
        model = Statement
        fields: list[str] = []

    def by_words(self, statements: QuerySet, name: str, value: str) -> QuerySet:
        return statements.search(value)

    def by_meeting(self, statements: QuerySet, name: str, value: str) -> QuerySet:
        return statements.filter(meeting__in=Meeting.objects.by_code(value))

    def by_answer(self, statements: QuerySet, name: str, value: str) -> QuerySet:
        return statements.of_answered_voices(value == "true")

    def only_voices(self, statements: QuerySet, name: str, value: bool) -> QuerySet:
        return statements.by_municipalities() if value else statements


class RecordFilter(StatementFilter):
    """The statements of one record, for its page: with its own labels, and words looked for in the statements alone."""

    q = filters.CharFilter(method="by_words", label="この会議の中を探す")
    speaker = filters.ChoiceFilter(field_name="turn__speaker__label", choices=(), empty_label="すべて", label="話者")
    ELSEWHERE = ("meeting", "council", "from", "until", "speaker_kind")

    def __init__(self, *args, labels: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.ELSEWHERE:
            del self.filters[name]
        self.filters["speaker"].extra["choices"] = [(label, label) for label in labels]

    def by_words(self, statements: QuerySet, name: str, value: str) -> QuerySet:
        """Every word inside one statement: the search box also counts the title, which all of these share."""
        texts = dict(statements.values_list("pk", "text"))
        return statements.filter(pk__in=having_all_words(texts, parse(value, synonyms.table())))


def having_all_words(texts: dict[int, str], asked: ParsedQuery) -> list[int]:
    """The keys of the texts in which every word is met by one of its spellings. Nothing to look for finds nothing."""
    if not asked.words:
        return []
    met = [meeter(word) for word in asked.words]
    normed = ((key, norm(text)) for key, text in texts.items())
    return [key for key, text in normed if all(is_met(text) for is_met in met)]


def meeter(word: Word) -> Callable[[str], bool]:
    """Says of a folded text whether it has the word in one of its spellings, a year in any writing."""
    pattern = wanted(spelling.text for spelling in word.spellings if not spelling.year)
    years = {spelling.year for spelling in word.spellings if spelling.year}

    def is_met(text: str) -> bool:
        if pattern and pattern.search(text):
            return True
        return bool(years) and any(f"y{year_of(found)}" in years for found in YEAR.finditer(text))

    return is_met


class CouncilListFilter(filters.FilterSet):
    """Councils by a name that they have or had."""

    q = filters.CharFilter(method="by_name", label="名前")

    class Meta:
        model = Council
        fields: list[str] = []

    def by_name(self, councils: QuerySet, name: str, value: str) -> QuerySet:
        return councils.filter(pk__in=Meeting.objects.councils_named(value))


class CommitmentFilter(filters.FilterSet):
    """Commitments by meeting and by whether they are done."""

    meeting = filters.CharFilter(method="by_meeting", label="会議の番号")
    done = filters.ChoiceFilter(method="by_end", choices=[("true", "済み"), ("false", "まだ")], label="済みか")

    class Meta:
        model = Commitment
        fields: list[str] = []

    def by_meeting(self, commitments: QuerySet, name: str, value: str) -> QuerySet:
        return commitments.filter(meeting__in=Meeting.objects.by_code(value))

    def by_end(self, commitments: QuerySet, name: str, value: str) -> QuerySet:
        return commitments.filter(done_on__isnull=value == "false")


class VoiceFilter(filters.FilterSet):
    """The ledger: voices by words, state, council and fiscal year."""

    q = filters.CharFilter(method="by_words", label="ことば")
    state = filters.ChoiceFilter(
        field_name="answer_state", choices=AnswerState.choices, empty_label="すべて", label="状態"
    )
    council = CouncilFilter(field_name="meeting__council")
    fiscal_year = filters.NumberFilter(field_name="meeting__fiscal_year", label="年度")

    class Meta:
        model = Turn
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.filter(pk__in=self.queryset.order_by().values("meeting"))
        self.filters["fiscal_year"].extra["widget"] = year_select(meetings)

    def by_words(self, turns: QuerySet, name: str, value: str) -> QuerySet:
        return turns.said(value)


class RecordVoiceFilter(VoiceFilter):
    """The ledger of one record: words and state are enough."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.filters["council"], self.filters["fiscal_year"]
