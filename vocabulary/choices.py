"""Ground: choices about words. Imports nothing of ours."""

from django.db import models


class Branch(models.TextChoices):
    """The two branches of 地域DX. The old tag スマートシティ maps to COMMUNITY."""

    COMMUNITY = "community", "地域社会DX"
    ADMINISTRATION = "administration", "自治体行政DX"


class NetworkModel(models.TextChoices):
    """Where a tool can be used in the three-layer separation of municipal networks."""

    LGWAN = "lgwan", "LGWAN接続系で使える"
    INTERNET = "internet", "インターネット接続系で使う"
    BOTH = "both", "どちらでも使える"
    STANDALONE = "standalone", "ネットワークなしで使える"
    UNKNOWN = "unknown", "わからない"
