"""Bridge: states of a need and the table of moves, and who may know an anonymous town."""

from django.db import models

from accounts.choices import Role

# Who may know the town behind an anonymous need, besides that town (product.md §8.6). The admin may not.
KNOWS_ANONYMOUS = (Role.LIAISON, Role.SECRETARIAT)


class NeedStatus(models.TextChoices):
    """Where a need stands; its own town or the prefecture moves it."""

    DRAFT = "draft", "下書き"
    OPEN = "open", "募集中"
    TALKING = "talking", "相談中"
    TRYING = "trying", "試行中"
    SOLVED = "solved", "解決"
    DROPPED = "dropped", "見送り"


NEED_MOVES = {
    NeedStatus.DRAFT: {NeedStatus.OPEN},
    NeedStatus.OPEN: {NeedStatus.TALKING, NeedStatus.TRYING, NeedStatus.SOLVED, NeedStatus.DROPPED},
    NeedStatus.TALKING: {NeedStatus.OPEN, NeedStatus.TRYING, NeedStatus.SOLVED, NeedStatus.DROPPED},
    NeedStatus.TRYING: {NeedStatus.TALKING, NeedStatus.SOLVED, NeedStatus.DROPPED},
    NeedStatus.SOLVED: {NeedStatus.OPEN},
    NeedStatus.DROPPED: {NeedStatus.OPEN},
}


class NeedVerb(models.TextChoices):
    CREATED = "created", "作った"
    POSTED = "posted", "出した"
    UPDATED = "updated", "直した"
    MOVED = "moved", "状態を変えた"
    RELEASED = "released", "企業にも見せることにした"
    LINKED = "linked", "事例をつないだ"


class Budget(models.TextChoices):
    """Bands in which a need says what it can cost."""

    ZERO = "zero", "0円"
    UNDER_500K = "under_500k", "50万円まで"
    UNDER_5M = "under_5m", "500万円まで"
    OVER_5M = "over_5m", "500万円より多い"
    UNDECIDED = "undecided", "未定"
