"""Rooms, meetings: every read. Everything here is as open as its meeting."""

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.visibility import VisibleQuerySet, visible_q
from meetings.choices import AnswerState, IssueDecision, MeetingStatus, SpeakerKind, StatementCheck
from search.find import matching_ids
from vocabulary.codes import CodedQuerySet


def counted(rows: QuerySet) -> Coalesce:
    """How many `rows` belong to each meeting: a number of its own, so that several of them do not multiply."""
    of_meeting = rows.filter(meeting=OuterRef("pk")).order_by().values("meeting")
    return Coalesce(Subquery(of_meeting.annotate(number=Count("pk")).values("number")), 0)


class CouncilQuerySet(VisibleQuerySet):
    """Councils, as open as the most open of their meetings: an unpublished record does not give away its council."""

    def visible_to(self, viewer):
        if viewer.is_authenticated and viewer.is_secretariat:
            return self.all()
        seen = self.model.objects.filter(visible_q(viewer, "meetings__", None))
        return self.filter(pk__in=seen.values("pk"))

    def for_list(self):
        return self.prefetch_related("names").order_by("slug")


class MeetingQuerySet(CodedQuerySet, VisibleQuerySet):
    """Meetings by their own reach. They are always the prefecture's, so there is no owner to ask for."""

    owner = None

    def for_list(self):
        """Newest first, with what a row of the list shows."""
        return self.select_related("council").with_voice_counts().order_by(F("held_on").desc(nulls_last=True), "-id")

    def with_voice_counts(self):
        """Adds numbers of statements, of voices (turns of municipalities) and of those that nobody answered."""
        statements = self.model.statements.rel.related_model.objects.all()
        voices = self.model.turns.rel.related_model.objects.by_municipalities()
        return self.annotate(
            statement_count=counted(statements),
            voice_count=counted(voices),
            unanswered_count=counted(voices.unanswered()),
        )

    def with_record(self):
        """With everything that was said, for the API: one more query for each kind of row."""
        of_agenda = self.model.statements.rel.related_model.objects.select_related("agenda_item").order_by("number")
        sections = self.model.sections.rel.related_model.objects.select_related("parent", "agenda_item")
        turns = self.model.turns.rel.related_model.objects.for_record()
        return self.prefetch_related(
            "agenda",
            Prefetch("sections", sections.order_by("order")),
            Prefetch("sections__statement_set", of_agenda.filter(turn=None), to_attr="items"),
            Prefetch("turns", turns),
            Prefetch("turns__statements", of_agenda),
            "decisions",
            "attachments",
            "commitments__meeting",
            "commitments__turn",
        )

    def with_unanswered_voices(self):
        voices = self.model.turns.rel.related_model.objects.by_municipalities().unanswered()
        return self.filter(Exists(voices.filter(meeting=OuterRef("pk"))))

    def published(self):
        return self.filter(status=MeetingStatus.PUBLISHED)

    def for_search(self) -> "MeetingQuerySet":
        """What the search index holds: published meetings, with the words that `search_entries` reads."""
        return self.published().select_related("council").prefetch_related("council__names", "agenda", "sections")

    def with_progress(self):
        """How far the review has come."""
        statements = self.model.statements.rel.related_model.objects.all()
        issues = self.model.issues.rel.related_model.objects.all()
        return self.annotate(
            statement_count=counted(statements),
            checked_count=counted(statements.filter(check_state=StatementCheck.ACCEPTED)),
            open_issue_count=counted(issues.filter(decision=IssueDecision.OPEN)),
        )

    def search(self, text: str):
        """Meetings whose title, place or agenda has the words, or whose council has or had that name."""
        return self.filter(Q(pk__in=matching_ids(text, kind="meeting")) | Q(council__in=self.councils_named(text)))

    def councils_named(self, text: str):
        """Councils that have or had a name with these words in it; spaces do not count."""
        names = self.model.council.field.related_model.names.rel.related_model.objects.all()
        for word in text.split():
            names = names.filter(name__icontains=word)
        return names.values("council") if text.strip() else names.none().values("council")


class OfMeetingQuerySet(VisibleQuerySet):
    """Rows that belong to a meeting."""

    path = "meeting__"
    owner = None


class DeskQuerySet(OfMeetingQuerySet):
    """Originals, attendance, doubts and the trail: for the secretariat alone, whatever the meeting's reach.

    They hold what was corrected or hidden, and who worked on it.
    """

    def reading_rule(self, viewer):
        may = viewer.is_authenticated and viewer.is_secretariat
        return Q(pk__isnull=False) if may else Q(pk__in=[])


class TurnQuerySet(OfMeetingQuerySet):
    """Turns and what the ledger says of them."""

    def by_municipalities(self):
        """市町の声: one turn is one voice."""
        return self.filter(speaker_kind=SpeakerKind.MUNICIPALITY)

    def unanswered(self):
        """Turns that no turn answers and no commitment was given for."""
        replies = self.model.objects.filter(reply_to=OuterRef("pk"))
        promises = self.model.commitments.rel.related_model.objects.filter(turn=OuterRef("pk"))
        return self.filter(~Exists(replies), ~Exists(promises))

    def with_answer_state(self):
        """Adds `answer_state` from links alone: a commitment, an answering turn, or neither."""
        promises = self.model.commitments.rel.related_model.objects.filter(turn=OuterRef("pk"))
        return self.annotate(
            answer_state=Case(
                When(Exists(promises), then=Value(AnswerState.PROMISED)),
                When(Exists(self.model.objects.filter(reply_to=OuterRef("pk"))), then=Value(AnswerState.ANSWERED)),
                default=Value(AnswerState.UNANSWERED),
                output_field=CharField(),
            )
        )

    def for_ledger(self):
        """Voices with their words, the turns that answer them and what was promised; newest meeting first."""
        answers = self.model.objects.select_related("speaker").prefetch_related("statements").order_by("number")
        return (
            self.by_municipalities()
            .with_answer_state()
            .select_related("meeting", "speaker")
            .prefetch_related("statements", "commitments", Prefetch("replies", answers))
            .order_by(F("meeting__held_on").desc(nulls_last=True), "-meeting_id", "number")
        )

    def for_record(self):
        """Turns of a record in reading order, with everything that the API says of them."""
        return self.with_answer_state().select_related("speaker", "section", "reply_to").order_by("number")

    def said(self, text: str):
        """Turns with all the words in one of their statements. The words are looked for once, not for each turn."""
        statements = self.model.statements.rel.related_model.objects.search(text)
        return self.filter(pk__in=statements.values("turn"))


class StatementQuerySet(OfMeetingQuerySet):
    """Statements, the smallest thing with an address."""

    def for_list(self):
        """With everything a statement block shows; newest meeting first, then in reading order."""
        return self.for_reading().newest_first()

    def newest_first(self):
        return self.order_by(F("meeting__held_on").desc(nulls_last=True), "-meeting_id", "number")

    def for_reading(self):
        """One record in reading order, for its page."""
        return self.select_related("meeting", "agenda_item", "section", "turn__speaker").order_by("number")

    def for_api(self):
        """Each with its meeting, its turn and what the ledger says of that turn."""
        turns = self.model.turn.field.related_model.objects.for_record()
        found = self.select_related("meeting", "agenda_item", "section").prefetch_related(Prefetch("turn", turns))
        return found.newest_first()

    def by_code(self, text: str):
        """M-005-35 -> statement 35 of meeting 5, or none."""
        from_code = self.model.parse(text)
        return self.filter(meeting_id=from_code.number, number=from_code.statement) if from_code else self.none()

    def by_municipalities(self):
        """市町の声: what a municipality said in a turn of its own."""
        return self.filter(turn__speaker_kind=SpeakerKind.MUNICIPALITY)

    def for_search(self) -> "StatementQuerySet":
        """What the search index holds: the statements of published records."""
        published = self.filter(meeting__status=MeetingStatus.PUBLISHED)
        return published.select_related("meeting", "section", "turn__speaker")

    def of_answered_voices(self, answered: bool):
        """Statements in voices that were answered or promised something; False: in those that were not."""
        turns = self.model.turn.field.related_model.objects.by_municipalities()
        open_turns = turns.unanswered().values("pk")
        wanted = turns.exclude(pk__in=open_turns).values("pk") if answered else open_turns
        return self.filter(turn__in=wanted)

    def search(self, text: str):
        """Statements with all the words in one statement."""
        return self.filter(pk__in=matching_ids(text, kind="statement"))
