"""Search: what kinds of rows are found, and how far a row may be seen."""

from django.db import models


class Kind(models.TextChoices):
    CASE = "case", "事例"
    STATEMENT = "statement", "発言"
    MEETING = "meeting", "会議"
    NEED = "need", "困りごと"


class Reach(models.TextChoices):
    """Copy of the row's effective visibility; an unknown value is refused, so that nothing is open by a typing slip."""

    SECRETARIAT = "secretariat", "事務局のみ"
    PRIVATE = "private", "自分の組織のみ"
    PREFECTURE = "prefecture", "自分の組織と県"
    MEMBERS = "members", "県と県内の市町"
    PUBLIC = "public", "公開"
