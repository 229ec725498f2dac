"""Rooms, meetings: a meeting, its agenda and its trail."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse

from accounts.choices import Reach, Visibility
from meetings.choices import MeetingFormat, MeetingStatus, MeetingVerb
from meetings.models.council import Council
from meetings.querysets import DeskQuerySet, MeetingQuerySet, OfMeetingQuerySet
from meetings.stamps import stamp_of
from search.index import Entry
from vocabulary.codes import Coded

# What the secretariat fills in or corrects about a meeting; everything else is the record's or the portal's.
FACTS = (
    "council_id", "title", "document_type", "ordinal", "held_on", "starts_at", "ends_at", "place", "format",
    "visibility", "is_own_record", "source_url", "publisher", "retrieved_on", "terms_of_use", "anonymity_reason",
)  # fmt: skip


class Meeting(Coded):
    """One meeting of a council and its record. Until it is published only the secretariat sees that it exists.

    Title, date and place stand as the record has them; None or "" is 記載なし.
    """

    code_letter = "M"

    council = models.ForeignKey(Council, models.PROTECT, verbose_name="会議体", related_name="meetings")
    title = models.CharField("表題", max_length=200)
    document_type = models.CharField("文書の種類", max_length=20, blank=True)
    ordinal = models.PositiveSmallIntegerField("回", null=True, blank=True)
    held_on = models.DateField("開催日", null=True, blank=True)
    fiscal_year = models.PositiveSmallIntegerField("年度", null=True, blank=True)
    starts_at = models.TimeField("開始", null=True, blank=True)
    ends_at = models.TimeField("終了", null=True, blank=True)
    place = models.CharField("場所", max_length=200, blank=True)
    format = models.CharField("開き方", max_length=10, choices=MeetingFormat, blank=True)
    is_fictional = models.BooleanField("架空", default=False)
    # Provenance (product.md §8.10): without it a record cannot be published.
    is_own_record = models.BooleanField("作成: 当県", default=False)
    source_url = models.URLField("出典のアドレス", blank=True, max_length=500)
    publisher = models.CharField("公表した団体", max_length=100, blank=True)
    retrieved_on = models.DateField("入手した日", null=True, blank=True)
    terms_of_use = models.CharField("利用の条件", max_length=200, blank=True)
    anonymity_reason = models.TextField("匿名にした理由", blank=True)

    visibility = models.CharField("公開の範囲", max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    status = models.CharField("状態", max_length=10, choices=MeetingStatus, default=MeetingStatus.DRAFT)
    reach = models.GeneratedField(
        verbose_name="いま読める範囲",
        expression=Case(
            When(status__in=[MeetingStatus.PUBLISHED], then=F("visibility")), default=Value(Reach.SECRETARIAT)
        ),
        output_field=models.CharField(max_length=12),
        db_persist=True,
    )

    created_at = models.DateTimeField("作成日時", auto_now_add=True)
    approved_at = models.DateTimeField("承認日時", null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="承認した人", related_name="+"
    )
    published_at = models.DateTimeField("公開日時", null=True, blank=True)
    withdrawn_reason = models.CharField("取り下げの理由", max_length=200, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会議"
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="meeting_approved_who_and_when",
                condition=Q(
                    status__in=[MeetingStatus.APPROVED, MeetingStatus.PUBLISHED, MeetingStatus.WITHDRAWN],
                    approved_at__isnull=False,
                    approved_by__isnull=False,
                )
                | Q(status__in=[MeetingStatus.DRAFT, MeetingStatus.IN_REVIEW], approved_at=None, approved_by=None),
                violation_error_message="承認した人と日時は、承認のあとにだけ入ります。",
            ),
            models.CheckConstraint(
                name="meeting_published_when",
                condition=Q(status__in=[MeetingStatus.PUBLISHED, MeetingStatus.WITHDRAWN], published_at__isnull=False)
                | ~Q(status__in=[MeetingStatus.PUBLISHED, MeetingStatus.WITHDRAWN]) & Q(published_at=None),
                violation_error_message="公開日時は、公開のあとにだけ入ります。",
            ),
            models.CheckConstraint(
                name="meeting_published_with_provenance",
                condition=~Q(status=MeetingStatus.PUBLISHED)
                | Q(is_own_record=True)
                | (~Q(source_url="") & ~Q(publisher="") & Q(retrieved_on__isnull=False) & ~Q(terms_of_use="")),
                violation_error_message="公開には、出典のアドレス・公表した団体・入手した日・利用の条件が必要です。",
            ),
            models.CheckConstraint(
                name="meeting_not_private",
                condition=~Q(visibility=Visibility.PRIVATE),
                violation_error_message="会議の公開の範囲は、県・県内の市町・だれでも、から選んでください。",
            ),
        ]
        indexes = [models.Index(fields=["-held_on", "-id"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:detail", args=[self.code])

    @property
    def stamp(self) -> str:
        """What a form about the facts of this meeting was based on."""
        return stamp_of(*(getattr(self, name) for name in FACTS))

    def search_entries(self) -> list[Entry]:
        """The one row by which the search box finds this meeting: all names of its council, agenda, headings, place."""
        words = [
            *(name.name for name in self.council.names.all()),
            *(item.title for item in self.agenda.all()),
            *(section.heading for section in self.sections.all()),
            self.place,
        ]
        body = "\n".join(dict.fromkeys(word for word in words if word))
        return [Entry("meeting", self.pk, self.code, self.title, body, self.held_on, self.reach)]


class AgendaItem(models.Model):
    """A point of the agenda. `number` is as written ("1", "2.1", "(1)")."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="agenda")
    order = models.PositiveSmallIntegerField("順")
    number = models.CharField("番号", max_length=10, blank=True)
    title = models.CharField("議題", max_length=300)
    starts_at = models.TimeField("開始", null=True, blank=True)
    ends_at = models.TimeField("終了", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("所要（分）", null=True, blank=True)
    presenter = models.CharField("説明者", max_length=200, blank=True)
    line = models.PositiveIntegerField("原本の行", null=True, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "次第"
        ordering = ["meeting", "order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "order"], name="agenda_order_once")]

    def __str__(self) -> str:
        return self.title


class Section(models.Model):
    """A heading of the record. Its items are statements without a turn."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="sections")
    order = models.PositiveSmallIntegerField("順")
    key = models.CharField("記号", max_length=20)
    level = models.PositiveSmallIntegerField("深さ", default=1)
    heading = models.CharField("見出し", max_length=300, blank=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, verbose_name="上の見出し")
    agenda_item = models.ForeignKey(AgendaItem, models.SET_NULL, null=True, blank=True, verbose_name="次第")
    line = models.PositiveIntegerField("原本の行", null=True, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "見出し"
        ordering = ["meeting", "order"]
        constraints = [models.UniqueConstraint(fields=["meeting", "order"], name="section_order_once")]

    def __str__(self) -> str:
        return self.heading or "（見出しなし）"


class Attendee(models.Model):
    """Somebody named in the attendance list. Shown to the secretariat only: it narrows down who spoke."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="attendees")
    order = models.PositiveSmallIntegerField("順")
    group = models.CharField("区分", max_length=100, blank=True)
    name = models.CharField("名前", max_length=100)
    role = models.CharField("役職", max_length=100, blank=True)

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "出席者"
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return self.name


class Decision(models.Model):
    """What the meeting decided, as the record says it."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="decisions")
    order = models.PositiveSmallIntegerField("順")
    text = models.TextField("決まったこと")

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "決まったこと"
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return self.text[:40]


class Attachment(models.Model):
    """A paper that the record names. The paper itself is not here."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="attachments")
    order = models.PositiveSmallIntegerField("順")
    label = models.CharField("番号", max_length=50, blank=True)
    title = models.CharField("資料名", max_length=300)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "資料"
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return self.title


class MeetingEvent(models.Model):
    """Who did what to a record and when; written by actions, never changed. For the secretariat."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, verbose_name="会議", related_name="events")
    verb = models.CharField("したこと", max_length=10, choices=MeetingVerb)
    note = models.CharField("内容", max_length=300, blank=True)
    at = models.DateTimeField("日時", auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="した人", related_name="+"
    )

    objects = DeskQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "記録の履歴"
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.note}".strip()
