"""Rooms, meetings: the desks. Records are worked on in the review; here they are looked up, counted and moved on."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.urls import reverse
from django.utils.html import format_html

from accounts.desk import Desk, ReadOnlyDesk
from meetings.actions import publishing
from meetings.models import (
    AgendaItem,
    Attachment,
    Attendee,
    Commitment,
    Council,
    CouncilName,
    Decision,
    Meeting,
    MeetingEvent,
    ReviewIssue,
    Section,
    SourceDocument,
    Speaker,
    Statement,
    Turn,
)
from vocabulary.dates import fiscal_year_label


class NameInline(admin.TabularInline):
    """Names are added and ended; old ones stay, so that old records are still found."""

    model = CouncilName
    extra = 0
    can_delete = False


@admin.register(Council)
class CouncilDesk(Desk):
    list_display = ["__str__", "slug", "is_fictional"]
    list_filter = ["is_fictional"]
    search_fields = ["slug", "names__name"]
    inlines = [NameInline]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("names")


class ReasonedActions(ActionForm):
    """The reason that 差し戻す and 取り下げる ask for."""

    reason = forms.CharField(label="理由（差し戻す・取り下げる）", required=False, max_length=200)


@admin.register(Meeting)
class MeetingDesk(ReadOnlyDesk):
    """Facts and words are changed in the review, where somebody else's work is never overwritten."""

    list_filter = ["status", "visibility", "fiscal_year", "format", "is_fictional"]
    search_fields = ["title", "place", "council__names__name"]
    date_hierarchy = "held_on"
    actions = ["submit", "approve", "send_back", "publish", "withdraw"]
    action_form = ReasonedActions

    def get_list_display(self, request):
        """The way to the review is shown to those who may go it."""
        columns = ["number", "title", "held_on", "status", "visibility", "published_at"]
        return [*columns, "review"] if request.user.is_secretariat else columns

    def get_exclude(self, request, obj=None):
        """Who approved is the secretariat's to know."""
        return [] if request.user.is_secretariat else ["approved_by"]

    def has_move_permission(self, request) -> bool:
        """Who is offered the moves at all; each is asked again by its rule."""
        return request.user.is_secretariat

    @admin.display(description="番号", ordering="pk")
    def number(self, meeting):
        return meeting.code

    @admin.display(description="確認の画面")
    def review(self, meeting):
        return format_html('<a href="{}">開く</a>', reverse("meetings:review", args=[meeting.code]))

    @admin.action(description="承認に回す", permissions=["move"])
    def submit(self, request, rows):
        self.act(request, rows, publishing.submit, "{}件を承認に回しました。")

    @admin.action(description="承認する", permissions=["move"])
    def approve(self, request, rows):
        self.act(request, rows, publishing.approve, "{}件を承認しました。")

    @admin.action(description="公開する", permissions=["move"])
    def publish(self, request, rows):
        self.act(request, rows, publishing.publish, "{}件を公開しました。")

    @admin.action(description="差し戻す（理由が必要）", permissions=["move"])
    def send_back(self, request, rows):
        self.act_with_reason(request, rows, publishing.send_back, "{}件を差し戻しました。")

    @admin.action(description="取り下げる（理由が必要）", permissions=["move"])
    def withdraw(self, request, rows):
        self.act_with_reason(request, rows, publishing.withdraw, "{}件を取り下げました。")

    def act_with_reason(self, request, rows, verb, done):
        """The verbs that owe a reason take it from beside the action."""
        reason = request.POST.get("reason", "").strip()
        if not reason:
            self.message_user(request, "理由を入力してから、もう一度実行してください。", messages.ERROR)
            return
        self.act(request, rows, lambda row, by: verb(row, by=by, reason=reason), done)


class YearFilter(admin.SimpleListFilter):
    """The fiscal years of the rows that the reader sees. Django's own filter names those of hidden records too."""

    title = "年度"
    parameter_name = "fiscal_year"

    def lookups(self, request, model_admin):
        rows = model_admin.get_queryset(request).exclude(meeting__fiscal_year=None).order_by("-meeting__fiscal_year")
        years = rows.values_list("meeting__fiscal_year", flat=True).distinct()
        return [(str(year), fiscal_year_label(year)) for year in years]

    def queryset(self, request, queryset):
        chosen = self.value() if self.value() in dict(self.lookup_choices) else None
        return queryset.filter(meeting__fiscal_year=chosen) if chosen else queryset


class PartDesk(ReadOnlyDesk):
    """A part of a record, with its meeting in sight."""

    list_select_related = ["meeting"]


@admin.register(Statement)
class StatementDesk(PartDesk):
    list_display = ["public_code", "meeting", "turn", "kind", "agenda_item", "check_state", "text"]
    list_filter = ["kind", "check_state", "meeting__status", "turn__speaker_kind"]
    list_select_related = ["meeting", "turn__speaker", "agenda_item"]
    search_fields = ["text", "meeting__title", "turn__speaker__label"]

    @admin.display(description="番号", ordering="pk")
    def public_code(self, statement):
        return statement.code

    def get_exclude(self, request, obj=None):
        """What was corrected or hidden is the secretariat's to read."""
        return [] if request.user.is_secretariat else ["source_text", "checked_by"]


@admin.register(Turn)
class TurnDesk(PartDesk):
    list_display = ["meeting", "number", "speaker", "speaker_kind", "reply_to", "reply_basis"]
    list_filter = ["speaker_kind", "reply_basis", "meeting__status"]
    list_select_related = ["meeting", "speaker", "reply_to__speaker"]
    search_fields = ["meeting__title", "speaker__label"]


@admin.register(Speaker)
class SpeakerDesk(PartDesk):
    list_display = ["label", "meeting", "kind", "is_pseudonym"]
    list_filter = ["kind", "is_pseudonym", "meeting__status"]
    search_fields = ["label", "meeting__title"]


@admin.register(AgendaItem)
class AgendaDesk(PartDesk):
    list_display = ["title", "meeting", "order", "starts_at", "presenter"]
    list_filter = [YearFilter]
    search_fields = ["title", "presenter", "meeting__title"]


@admin.register(Section)
class SectionDesk(PartDesk):
    list_display = ["__str__", "meeting", "order", "level", "agenda_item"]
    list_filter = ["level"]
    list_select_related = ["meeting", "agenda_item"]
    search_fields = ["heading", "meeting__title"]


@admin.register(Attendee)
class AttendeeDesk(PartDesk):
    list_display = ["name", "role", "group", "meeting"]
    list_filter = [YearFilter]
    search_fields = ["name", "role", "group", "meeting__title"]


@admin.register(Decision)
class DecisionDesk(PartDesk):
    list_display = ["__str__", "meeting", "order"]
    list_filter = [YearFilter]
    search_fields = ["text", "meeting__title"]


@admin.register(Attachment)
class AttachmentDesk(PartDesk):
    list_display = ["label", "title", "meeting"]
    list_filter = [YearFilter]
    search_fields = ["label", "title", "meeting__title"]


@admin.register(ReviewIssue)
class IssueDesk(PartDesk):
    list_display = ["kind", "excerpt", "meeting", "statement", "line", "decision", "decided_by"]
    list_filter = ["kind", "decision", "meeting__status"]
    list_select_related = ["meeting", "statement", "decided_by"]
    search_fields = ["excerpt", "note", "reason", "meeting__title"]


@admin.register(SourceDocument)
class SourceDesk(PartDesk):
    """The original itself is not shown here, only what it is."""

    list_display = ["name", "meeting", "media", "encoding", "size", "received_at", "received_by"]
    list_filter = ["media", "encoding"]
    list_select_related = ["meeting", "received_by"]
    search_fields = ["name", "sha256", "meeting__title"]
    fields = ["meeting", "name", "media", "encoding", "size", "sha256", "received_at", "received_by"]

    def get_queryset(self, request):
        return super().get_queryset(request).defer("content", "line_uses")


@admin.register(MeetingEvent)
class EventDesk(PartDesk):
    list_display = ["at", "meeting", "verb", "note", "by"]
    list_filter = ["verb"]
    list_select_related = ["meeting", "by"]
    search_fields = ["note", "meeting__title", "by__name"]
    date_hierarchy = "at"


@admin.register(Commitment)
class CommitmentDesk(PartDesk):
    """Commitments are given and kept on the ledger's pages."""

    list_display = ["number", "text", "owner", "due_on", "done_on", "meeting"]
    list_filter = ["owner", "done_on"]
    list_select_related = ["meeting"]
    search_fields = ["text", "owner", "result", "meeting__title"]
    date_hierarchy = "due_on"

    @admin.display(description="番号", ordering="pk")
    def number(self, commitment):
        return commitment.code
