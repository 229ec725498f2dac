"""Rooms, meetings: every read. Everything here is as open as its meeting."""

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, Value, When

from accounts.visibility import VisibleQuerySet
from meetings.choices import AnswerState, IssueDecision, SpeakerKind, StatementCheck
from search.find import matching_ids
from vocabulary.codes import CodedQuerySet


class CouncilQuerySet(VisibleQuerySet):
    """Councils are public facts as soon as they exist."""

    def visible_to(self, viewer):
        return self.all()


class MeetingQuerySet(CodedQuerySet, VisibleQuerySet):
    """Meetings by their own reach. They are always the prefecture's, so there is no owner to ask for."""

    owner = None

    def for_list(self):
        """Newest first, with what a row of the list shows."""
        return (
            self.select_related("council")
            .prefetch_related("council__names")
            .annotate(statement_count=Count("statements", distinct=True), turn_count=Count("turns", distinct=True))
            .order_by("-held_on", "-id")
        )

    def with_progress(self):
        """How far the review has come."""
        return self.annotate(
            checked_count=Count("statements", Q(statements__check_state=StatementCheck.ACCEPTED), distinct=True),
            open_issue_count=Count("issues", Q(issues__decision=IssueDecision.OPEN), distinct=True),
        )

    def search(self, text: str):
        """Meetings whose title, place or agenda has the words."""
        return self.filter(pk__in=matching_ids(text, kind="meeting"))


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
        return self.filter(speaker__kind=SpeakerKind.MUNICIPALITY)

    def with_answer_state(self):
        """Adds `answer_state` from links alone: a commitment, an answering turn, or neither."""
        turns = self.model.objects.all()
        return self.annotate(
            answer_state=Case(
                When(Exists(turns.filter(pk=OuterRef("pk"), commitments__isnull=False)), then=Value(AnswerState.PROMISED)),
                When(Exists(turns.filter(reply_to=OuterRef("pk"))), then=Value(AnswerState.ANSWERED)),
                default=Value(AnswerState.UNANSWERED),
                output_field=CharField(),
            )
        )


class StatementQuerySet(OfMeetingQuerySet):
    """Statements, the smallest thing with an address."""

    def for_list(self):
        """With everything a statement block shows, in reading order."""
        return self.select_related(
            "meeting__council", "agenda_item", "section", "turn__speaker", "turn__reply_to__speaker"
        ).order_by("-meeting__held_on", "-meeting_id", "number")

    def by_code(self, text: str):
        """M-005-35 -> statement 35 of meeting 5, or none."""
        from_code = self.model.parse(text)
        return self.filter(meeting_id=from_code.number, number=from_code.statement) if from_code else self.none()

    def by_municipalities(self):
        """市町の声: what a municipality said in a turn of its own."""
        return self.filter(turn__speaker__kind=SpeakerKind.MUNICIPALITY)

    def search(self, text: str):
        """Statements with all the words in one statement."""
        return self.filter(pk__in=matching_ids(text, kind="statement"))
