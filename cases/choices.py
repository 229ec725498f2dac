"""Rooms, cases: states, stages and the tables of moves. Imports nothing of ours."""

from django.db import models


class CaseKind(models.TextChoices):
    FULL = "full", "くわしい事例"
    TIP = "tip", "ひとこと事例"


class CaseStatus(models.TextChoices):
    """Where a case stands between its town and the prefecture."""

    DRAFT = "draft", "下書き"
    RETURNED = "returned", "差し戻し"
    IN_REVIEW = "in_review", "県の確認中"
    PUBLISHED = "published", "公開"
    WITHDRAWN = "withdrawn", "取り下げ"


MOVES = {
    CaseStatus.DRAFT: {CaseStatus.IN_REVIEW},
    CaseStatus.RETURNED: {CaseStatus.IN_REVIEW},
    CaseStatus.IN_REVIEW: {CaseStatus.RETURNED, CaseStatus.PUBLISHED},
    CaseStatus.PUBLISHED: {CaseStatus.WITHDRAWN},
    CaseStatus.WITHDRAWN: set(),
}
EDITABLE = (CaseStatus.DRAFT, CaseStatus.RETURNED, CaseStatus.PUBLISHED)


class AfterGrant(models.TextChoices):
    """What happens when the grant is over."""

    CONTINUES = "continues", "自分のお金で続ける"
    REDUCED = "reduced", "小さくして続ける"
    UNDECIDED = "undecided", "未定"
    ENDED = "ended", "終わった"
    NO_GRANT = "no_grant", "交付金を使っていない"


class FundingSource(models.TextChoices):
    GENERAL = "general_funds", "一般財源"
    GRANT = "grant", "国の交付金・補助金"
    PREFECTURE = "prefecture", "県の補助"
    OTHER_TOWNS = "other_towns", "ほかの市町の負担"
    USERS = "users", "利用者の負担"
    FIRM = "firm", "企業の負担"
    NONE = "none", "費用なし"


class CostPhase(models.TextChoices):
    SETUP = "setup", "導入（1回）"
    YEARLY = "yearly", "運用（毎年）"


class Payer(models.TextChoices):
    OWN = "own", "自団体"
    GRANT = "grant", "国の交付金・補助金"
    PREFECTURE = "prefecture", "県"
    NEIGHBOUR = "neighbour", "ほかの市町"
    USER = "user", "利用者"
    FIRM = "firm", "企業"
    UNKNOWN = "unknown", "わからない"


class RolloutStage(models.TextChoices):
    """How far a town is with a case. Set by the town itself; blank is 情報なし, never "not done"."""

    INTERESTED = "interested", "関心"
    STUDYING = "studying", "検討中"
    BUDGETED = "budgeted", "予算化"
    BUILDING = "building", "構築・試行"
    LIVE = "live", "運用中"
    SUSTAINED = "sustained", "自走"
    DECLINED = "declined", "見送り"
    PAUSED = "paused", "中断"
    ENDED = "ended", "終了"


STAGE_LETTERS = {
    RolloutStage.INTERESTED: "関",
    RolloutStage.STUDYING: "検",
    RolloutStage.BUDGETED: "予",
    RolloutStage.BUILDING: "構",
    RolloutStage.LIVE: "運",
    RolloutStage.SUSTAINED: "自",
    RolloutStage.DECLINED: "見",
    RolloutStage.PAUSED: "中",
    RolloutStage.ENDED: "終",
}
# What a stage means, in the words of the screens.
STAGE_MEANS = {
    RolloutStage.INTERESTED: "気になっている。まだ何も決めていない。",
    RolloutStage.STUDYING: "担当と原課が決まり、考えている。",
    RolloutStage.BUDGETED: "予算が付いた。",
    RolloutStage.BUILDING: "作っている、または試している。",
    RolloutStage.LIVE: "実際の仕事で使っている。",
    RolloutStage.SUSTAINED: "交付金が終わったあとも、自分のお金で続けている。",
    RolloutStage.DECLINED: "今回はしないと決めた。",
    RolloutStage.PAUSED: "いったん止めている。",
    RolloutStage.ENDED: "使っていたが、やめた。",
}
PATH = (
    RolloutStage.INTERESTED,
    RolloutStage.STUDYING,
    RolloutStage.BUDGETED,
    RolloutStage.BUILDING,
    RolloutStage.LIVE,
    RolloutStage.SUSTAINED,
)
EXITS = (RolloutStage.DECLINED, RolloutStage.PAUSED, RolloutStage.ENDED)
# product.md §8.5: from 予算化 on a rollout is read like its case; the rest is for its town and the prefecture.
SHOWN_STAGES = (RolloutStage.BUDGETED, RolloutStage.BUILDING, RolloutStage.LIVE, RolloutStage.SUSTAINED)
RUNNING_STAGES = (RolloutStage.LIVE, RolloutStage.SUSTAINED)
# What a stage would like to know (ux.md "Stages"), as fields of Rollout. Asked, never demanded.
STAGE_WANTS = {
    RolloutStage.STUDYING: ("section",),
    RolloutStage.BUDGETED: ("fiscal_year",),
    RolloutStage.BUILDING: ("since",),
    RolloutStage.LIVE: ("since",),
    RolloutStage.SUSTAINED: ("since",),
}
# Stages that go stale without news after 90 days.
OPEN_STAGES = (RolloutStage.INTERESTED, RolloutStage.STUDYING, RolloutStage.BUDGETED, RolloutStage.BUILDING)
STALE_AFTER_DAYS = 90
RECONFIRM_AFTER_DAYS = 365
# Days without news after which a stage waits for its town's word (確認待ち); exits wait for nobody.
STALE_AFTER: dict[RolloutStage, int] = dict.fromkeys(OPEN_STAGES, STALE_AFTER_DAYS) | dict.fromkeys(
    RUNNING_STAGES, RECONFIRM_AFTER_DAYS
)

ROLLOUT_MOVES: dict[RolloutStage, set[RolloutStage]] = {
    stage: (set(PATH) - {stage}) | {RolloutStage.DECLINED, RolloutStage.PAUSED, RolloutStage.ENDED} for stage in PATH
} | {
    RolloutStage.DECLINED: {RolloutStage.INTERESTED, RolloutStage.STUDYING},
    RolloutStage.PAUSED: set(PATH) | {RolloutStage.DECLINED, RolloutStage.ENDED},
    RolloutStage.ENDED: {RolloutStage.INTERESTED, RolloutStage.STUDYING},
}


def needs_reason(old: str, new: str) -> bool:
    """Going back on the path and leaving it need an obstacle and a sentence (product.md §3)."""
    if new in EXITS:
        return True
    if old in PATH and new in PATH:
        return PATH.index(RolloutStage(new)) < PATH.index(RolloutStage(old))
    return False


class CaseVerb(models.TextChoices):
    CREATED = "created", "作った"
    SUBMITTED = "submitted", "県に出した"
    RETURNED = "returned", "差し戻した"
    PUBLISHED = "published", "公開した"
    UPDATED = "updated", "直した"
    WITHDRAWN = "withdrawn", "取り下げた"
    CONFIRMED = "confirmed", "市町が確かめた"


class SourceKind(models.TextChoices):
    GOVERNMENT = "government", "国・自治体の資料"
    COMPANY = "company", "企業の紹介記事"
    PRIVATE_ARTICLE = "private_article", "民間の記事"
    RECORD = "record", "会議の記録"
    OWN = "own", "市町の資料"
