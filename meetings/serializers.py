"""Rooms, meetings: what the API says of records, and what it takes. Source, trail and attendance stay inside."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from documents.readers import UnreadableFile
from meetings.actions.importing import PASTED, read_minutes
from meetings.choices import REDACTED, AnswerState, SpeakerKind
from meetings.models import (
    AgendaItem,
    Attachment,
    Commitment,
    Council,
    CouncilName,
    Decision,
    Meeting,
    Section,
    Speaker,
    Statement,
    Turn,
)
from vocabulary.bodies import KnownFieldsOnly


class CouncilNameOut(serializers.ModelSerializer[CouncilName]):
    class Meta:
        model = CouncilName
        fields = ["name", "valid_from", "valid_to"]


class CouncilOut(serializers.ModelSerializer[Council]):
    name = serializers.CharField(source="__str__", help_text="the name now")
    names = CouncilNameOut(many=True)

    class Meta:
        model = Council
        fields = ["slug", "name", "names", "purpose", "is_fictional"]


class MeetingOut(serializers.ModelSerializer[Meeting]):
    """A meeting in a list. Empty text and null: the record does not say. `published_on` is a date, no moment."""

    council = serializers.SlugRelatedField[Council](slug_field="slug", read_only=True)
    code = serializers.CharField()
    published_on = serializers.DateTimeField(source="published_at", format="%Y-%m-%d", allow_null=True)
    statement_count = serializers.IntegerField()
    voice_count = serializers.IntegerField(help_text="turns of municipalities")
    unanswered_count = serializers.IntegerField(help_text="turns of municipalities without answer or commitment")

    class Meta:
        model = Meeting
        fields = [
            "code",
            "council",
            "title",
            "document_type",
            "ordinal",
            "held_on",
            "fiscal_year",
            "starts_at",
            "ends_at",
            "place",
            "format",
            "is_fictional",
            "is_own_record",
            "source_url",
            "publisher",
            "retrieved_on",
            "terms_of_use",
            "anonymity_reason",
            "visibility",
            "status",
            "published_on",
            "statement_count",
            "voice_count",
            "unanswered_count",
        ]


class AgendaOut(serializers.ModelSerializer[AgendaItem]):
    class Meta:
        model = AgendaItem
        fields = ["order", "number", "title", "starts_at", "ends_at", "minutes", "presenter"]


class SpeakerOut(serializers.ModelSerializer[Speaker]):
    """A label. It means something in its own meeting only."""

    class Meta:
        model = Speaker
        fields = ["label", "kind", "is_pseudonym"]


class WordsOut(serializers.ModelSerializer[Statement]):
    """A statement inside its record."""

    code = serializers.CharField()
    corrected = serializers.SerializerMethodField(help_text="an obvious slip was put right by the secretariat")
    redacted = serializers.SerializerMethodField(help_text="some words are hidden")
    agenda_item = serializers.IntegerField(source="agenda_item.order", default=None, allow_null=True)

    class Meta:
        model = Statement
        fields = ["code", "number", "kind", "text", "sic", "corrected", "redacted", "agenda_item"]

    def get_corrected(self, statement: Statement) -> bool:
        return statement.is_corrected and REDACTED not in statement.text

    def get_redacted(self, statement: Statement) -> bool:
        return REDACTED in statement.text


class SectionOut(serializers.ModelSerializer[Section]):
    """A heading with the statements that nobody in particular made."""

    parent = serializers.CharField(source="parent.key", default=None, allow_null=True)
    agenda_item = serializers.IntegerField(source="agenda_item.order", default=None, allow_null=True)
    statements = WordsOut(many=True, source="items")

    class Meta:
        model = Section
        fields = ["key", "level", "heading", "parent", "agenda_item", "statements"]


class TurnFacts(serializers.ModelSerializer[Turn]):
    """Who speaks, and the links. `answer_state` is of a municipality's turn, null for others."""

    speaker = SpeakerOut(allow_null=True)
    section = serializers.CharField(source="section.key", default=None, allow_null=True)
    reply_to = serializers.IntegerField(source="reply_to.number", default=None, allow_null=True)
    answer_state = serializers.SerializerMethodField()

    class Meta:
        model = Turn
        fields = ["number", "speaker", "speaker_kind", "section", "reply_to", "reply_basis", "answer_state"]

    @extend_schema_field(serializers.ChoiceField(choices=AnswerState.choices, allow_null=True))
    def get_answer_state(self, turn: Turn) -> str | None:
        return turn.answer_state if turn.speaker_kind == SpeakerKind.MUNICIPALITY else None


class TurnOut(TurnFacts):
    statements = WordsOut(many=True)

    class Meta(TurnFacts.Meta):
        fields = [*TurnFacts.Meta.fields, "statements"]


class StatementOut(WordsOut):
    """A statement on its own: with its meeting and its turn."""

    meeting = serializers.CharField(source="meeting.code")
    held_on = serializers.DateField(source="meeting.held_on", allow_null=True)
    section = serializers.CharField(source="section.key", default=None, allow_null=True)
    turn = TurnFacts(allow_null=True)

    class Meta(WordsOut.Meta):
        fields = [*WordsOut.Meta.fields, "meeting", "held_on", "section", "turn"]


class DecisionOut(serializers.ModelSerializer[Decision]):
    class Meta:
        model = Decision
        fields = ["order", "text"]


class AttachmentOut(serializers.ModelSerializer[Attachment]):
    class Meta:
        model = Attachment
        fields = ["order", "label", "title"]


class CommitmentOut(serializers.ModelSerializer[Commitment]):
    """What was promised; `turn` is the number of the voice it was promised to."""

    code = serializers.CharField()
    meeting = serializers.SerializerMethodField()
    turn = serializers.IntegerField(source="turn.number", default=None, allow_null=True)

    class Meta:
        model = Commitment
        fields = ["code", "meeting", "turn", "text", "owner", "due_on", "done_on", "result"]

    def get_meeting(self, commitment: Commitment) -> str:
        return commitment.meeting.code


class RecordOut(MeetingOut):
    """A meeting with its whole record."""

    agenda = AgendaOut(many=True)
    sections = SectionOut(many=True)
    turns = TurnOut(many=True)
    decisions = DecisionOut(many=True)
    attachments = AttachmentOut(many=True)
    commitments = CommitmentOut(many=True)

    class Meta(MeetingOut.Meta):
        fields = [*MeetingOut.Meta.fields, "agenda", "sections", "turns", "decisions", "attachments", "commitments"]


class ImportIn(KnownFieldsOnly, serializers.Serializer):
    """A record as text. Without a council it is found by its name, or made."""

    text = serializers.CharField(trim_whitespace=False, error_messages={"blank": "議事録の文章を入れてください。"})
    name = serializers.CharField(required=False, max_length=200, default=PASTED, help_text="file name")
    council = serializers.SlugRelatedField(slug_field="slug", queryset=Council.objects.all(), required=False)

    def validate(self, attrs: dict) -> dict:
        """Reads the text, so that one which cannot be read is told like any other wrong input."""
        try:
            incoming = read_minutes(attrs["text"].encode(), attrs["name"])
        except UnreadableFile as why:
            raise serializers.ValidationError({"text": why.sentence}) from why
        return {"incoming": incoming, "council": attrs.get("council")}


class ReasonIn(KnownFieldsOnly, serializers.Serializer):
    reason = serializers.CharField(max_length=200, error_messages={"blank": "理由を入力してください。"})


class PromiseIn(KnownFieldsOnly, serializers.Serializer):
    """A new commitment; `turn` is the number of the voice it answers, if it answers one."""

    meeting = serializers.CharField(max_length=20)
    turn = serializers.IntegerField(required=False, allow_null=True, min_value=1)
    text = serializers.CharField(max_length=300)
    owner = serializers.CharField(max_length=100)
    due_on = serializers.DateField(required=False, allow_null=True)
