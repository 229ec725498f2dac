"""Rooms, meetings: who spoke, in turns, and the single statements with their permanent numbers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from meetings.choices import ReplyBasis, SpeakerKind, StatementCheck, StatementKind
from meetings.models.meeting import AgendaItem, Meeting, Section
from meetings.querysets import OfMeetingQuerySet, StatementQuerySet, TurnQuerySet
from meetings.stamps import stamp_of
from search.index import Entry
from vocabulary.codes import Code, format_code, parse_code


class Speaker(models.Model):
    """A label such as A市町 or 県. It is unique in its meeting and means nothing beyond it.

    There is no relation to a municipality or a person, on purpose: nothing stored says who stands behind a label.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="speakers")
    label = models.CharField("表示名", max_length=100)
    kind = models.CharField("立場", max_length=12, choices=SpeakerKind)
    is_pseudonym = models.BooleanField("匿名", default=False)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "話者"
        ordering = ["meeting", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "label"],
                name="speaker_label_once_per_meeting",
                violation_error_message="この会議には、同じ表示名の話者がもういます。",
            )
        ]

    def __str__(self) -> str:
        return self.label


class Turn(models.Model):
    """What one speaker said in one go: a run of statements. `speaker` is empty where the record names none."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="turns")
    number = models.PositiveSmallIntegerField("順")
    speaker = models.ForeignKey(Speaker, models.RESTRICT, null=True, blank=True, verbose_name="話者")
    speaker_kind = models.CharField("立場", max_length=12, choices=SpeakerKind)
    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, verbose_name="見出し")
    reply_to = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name="答えている発言", related_name="replies"
    )
    reply_basis = models.CharField("答えの根拠", max_length=10, choices=ReplyBasis, blank=True)
    line = models.PositiveIntegerField("原本の行", null=True, blank=True)

    objects = TurnQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "発言のまとまり"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="turn_number_once"),
            models.CheckConstraint(
                name="turn_reply_has_basis",
                condition=Q(reply_to__isnull=True) | ~Q(reply_basis=""),
                violation_error_message="どの発言への答えかを選んだら、その根拠も入れてください。",
            ),
            models.CheckConstraint(
                name="turn_does_not_answer_itself",
                condition=Q(reply_to__isnull=True) | ~Q(reply_to=models.F("id")),
                violation_error_message="自分の発言への答えにはできません。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.speaker or 'だれか'}（{self.number}）"

    answer_state: str  # only on rows of `with_answer_state`

    @property
    def stamp(self) -> str:
        """What a form about the speaker of this turn was based on."""
        return stamp_of(self.number, self.speaker_id, self.speaker.kind if self.speaker else self.speaker_kind)


class Statement(models.Model):
    """One bullet or paragraph. Its number is fixed for ever at the first publication.

    text:        what is shown. source_text: what the source has; the two differ only by a decided correction.
    sic:         show 〔ママ〕 behind a doubtful spot that stays as it is.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="statements")
    number = models.PositiveSmallIntegerField("発言番号")
    kind = models.CharField("種別", max_length=12, choices=StatementKind)
    text = models.TextField("発言")
    source_text = models.TextField("原文")
    sic = models.BooleanField("〔ママ〕を付ける", default=False)
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, verbose_name="次第")
    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True, verbose_name="見出し")
    turn = models.ForeignKey(
        Turn, models.CASCADE, null=True, blank=True, verbose_name="まとまり", related_name="statements"
    )
    line = models.PositiveIntegerField("原本の行", null=True, blank=True)
    line_end = models.PositiveIntegerField("原本の終わりの行", null=True, blank=True)
    check_state = models.CharField("確認", max_length=10, choices=StatementCheck, default=StatementCheck.PENDING)
    checked_at = models.DateTimeField("確認した日時", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="確認した人", related_name="+"
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "発言"
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="statement_number_once"),
            models.CheckConstraint(
                name="statement_checked_who_and_when",
                condition=Q(check_state=StatementCheck.ACCEPTED, checked_at__isnull=False, checked_by__isnull=False)
                | Q(check_state=StatementCheck.PENDING, checked_at=None, checked_by=None),
                violation_error_message="確認した人と日時は、確認のあとにだけ入ります。",
            ),
            models.CheckConstraint(
                name="statement_not_empty",
                condition=~Q(text=""),
                violation_error_message="発言を空にはできません。",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("meetings:statement", args=[self.meeting_code, self.number])

    @property
    def meeting_code(self) -> str:
        return format_code(Meeting.code_letter, self.meeting_id)

    @property
    def code(self) -> str:
        """Public code of the statement: M-005-35."""
        return f"{self.meeting_code}-{self.number}"

    @staticmethod
    def parse(text: str) -> Code | None:
        """The parts of M-005-35; None for anything else."""
        code = parse_code(text)
        return code if code and code.statement else None

    def search_entries(self) -> list[Entry]:
        """The one row by which the search box finds this statement: the shown text, never the source.

        Its title is who speaks or the heading, not the meeting's: a word of that would hit every statement alike.
        """
        of, speaker = self.meeting, self.turn.speaker if self.turn else None
        title = str(speaker or self.section or of.title)
        return [Entry("statement", self.pk, self.code, title, self.text, of.held_on, of.reach, parent=of.code)]

    @property
    def stamp(self) -> str:
        """What a form about this statement was based on. Reads its turn."""
        said_by = (self.turn.speaker_id, self.turn.speaker_kind) if self.turn else ()
        return stamp_of(self.number, self.text, self.kind, self.sic, self.agenda_item_id, self.turn_id, *said_by)

    @property
    def is_accepted(self) -> bool:
        """True when somebody has confirmed this statement as it stands."""
        return self.check_state == StatementCheck.ACCEPTED

    @property
    def is_corrected(self) -> bool:
        """True when the shown text differs from the source by a decision of the secretariat."""
        return self.text != self.source_text
