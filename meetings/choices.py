"""Rooms, meetings: states, kinds and the tables of moves. Imports nothing of ours."""

from django.db import models


class MeetingStatus(models.TextChoices):
    """Where the record of a meeting stands."""

    DRAFT = "draft", "確認中"
    IN_REVIEW = "in_review", "承認待ち"
    APPROVED = "approved", "承認済み"
    PUBLISHED = "published", "公開"
    WITHDRAWN = "withdrawn", "取り下げ"


MOVES = {
    MeetingStatus.DRAFT: {MeetingStatus.IN_REVIEW},
    MeetingStatus.IN_REVIEW: {MeetingStatus.DRAFT, MeetingStatus.APPROVED},
    MeetingStatus.APPROVED: {MeetingStatus.DRAFT, MeetingStatus.PUBLISHED},
    MeetingStatus.PUBLISHED: {MeetingStatus.WITHDRAWN},
    MeetingStatus.WITHDRAWN: set(),
}


class MeetingFormat(models.TextChoices):
    ONLINE = "online", "オンライン"
    ONSITE = "onsite", "会場"
    HYBRID = "hybrid", "会場とオンライン"
    WRITTEN = "written", "書面"


class SpeakerKind(models.TextChoices):
    """Who speaks, as a record shows it (the `kind` of the neutral record)."""

    MUNICIPALITY = "municipality", "市町"
    PREFECTURE = "prefecture", "県"
    ADVISER = "adviser", "アドバイザー"
    CHAIR = "chair", "座長・議長"
    MEMBER = "member", "委員"
    SECRETARIAT = "secretariat", "事務局"
    OFFICIAL = "official", "行政職員"
    GUEST = "guest", "ゲスト"
    OTHER = "other", "そのほか"


class StatementKind(models.TextChoices):
    REPORT = "report", "報告"
    RECAP = "recap", "前回の振り返り"
    OPINION = "opinion", "意見"
    ANSWER = "answer", "回答"
    QUESTION = "question", "質問"
    EXPLANATION = "explanation", "説明"


class ReplyBasis(models.TextChoices):
    """How the portal knows that a turn answers another."""

    RULE = "rule", "規則による案"
    REVIEWER = "reviewer", "事務局が確認"


class IssueKind(models.TextChoices):
    """What a reviewer must decide before a record can be approved (ux.md §2 Minutes review issues)."""

    SPEAKER_UNKNOWN = "speaker_unknown", "話者不明"
    AGENDA_UNMATCHED = "agenda_unmatched", "次第の対応不明"
    SUSPECTED_SLIP = "suspected_slip", "誤記の疑い"
    PROPER_NOUN = "proper_noun", "固有名詞（匿名の発言内）"
    NUMBER = "number", "数字での特定"
    DATE_CONFLICT = "date_conflict", "日付の矛盾"
    STRAY_MARKUP = "stray_markup", "残った書式記号"
    SPLIT_JOIN = "split_join", "結合・分割の疑い"
    ATTACHMENT_MISSING = "attachment_missing", "添付資料の欠け"
    SPEAKER_REQUEST = "speaker_request", "発言者の修正希望"
    FACT_MISSING = "fact_missing", "会議の情報の欠け"
    UNPARSED = "unparsed", "読み取れなかった行"


class IssueDecision(models.TextChoices):
    OPEN = "open", "未決定"
    KEEP = "keep", "そのまま〔ママ〕"
    CORRECT = "correct", "修正した"
    REDACT = "redact", "伏せた"
    NO_PROBLEM = "no_problem", "問題なし"


class StatementCheck(models.TextChoices):
    PENDING = "pending", "未確認"
    ACCEPTED = "accepted", "確認済み"


class AnswerState(models.TextChoices):
    """States of the ledger that this room knows; 実施 and 効果 come from the bridge."""

    UNANSWERED = "unanswered", "未回答"
    ANSWERED = "answered", "回答あり"
    PROMISED = "promised", "約束あり"


class MeetingVerb(models.TextChoices):
    """What happened to a record; the append-only trail and the ground for the second-person rule."""

    IMPORTED = "imported", "取り込んだ"
    EDITED = "edited", "直した"
    CHECKED = "checked", "確認した"
    DECIDED = "decided", "判断した"
    SUBMITTED = "submitted", "承認に回した"
    RETURNED = "returned", "差し戻した"
    APPROVED = "approved", "承認した"
    PUBLISHED = "published", "公開した"
    WITHDRAWN = "withdrawn", "取り下げた"


# Whoever did one of these has worked on the text and may not be its second person.
EDITING_VERBS = (
    MeetingVerb.IMPORTED,
    MeetingVerb.EDITED,
    MeetingVerb.CHECKED,
    MeetingVerb.DECIDED,
    MeetingVerb.SUBMITTED,
)

# What stands in the text where words were hidden. Pages paint it over; the words themselves are gone.
REDACTED = "■■（伏せた部分）"
