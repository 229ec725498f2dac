"""Ground: the 1,741 basic municipalities, as official statistics describe them."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from accounts.choices import MunicipalityKind


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Municipalities are public facts: everybody may read them."""

    def by_code(self, code: str) -> Self:
        """The official code with or without its check digit: 28210 and 282103 are the same town."""
        if len(code) == 5:
            return self.filter(code__startswith=code)
        return self.filter(code=code)

    def at_home(self) -> Self:
        """The municipalities of the prefecture that runs this portal, in official order."""
        return self.filter(prefecture_code=settings.HOME_PREFECTURE).order_by("code")

    def regions_at_home(self) -> list[tuple[str, str]]:
        """The regions of that prefecture in official order, as the choices of a form."""
        named = self.at_home().exclude(region="").order_by("region_order", "region")
        return [(region, region) for region in dict.fromkeys(named.values_list("region", flat=True))]


class Municipality(models.Model):
    """A city, town, village or ward. Figures carry their year in their name; None is 情報なし.

    Sources and licences: accounts/data/SOURCES.md, shown on /help/sources/.
    """

    code = models.CharField("団体コード", max_length=6, primary_key=True)
    prefecture_code = models.CharField("都道府県コード", max_length=2)
    prefecture = models.CharField("都道府県", max_length=10)
    name = models.CharField("名前", max_length=30)
    kana = models.CharField("よみ", max_length=60)
    romaji = models.CharField("ローマ字", max_length=60)
    romaji_source = models.CharField("ローマ字の出典", max_length=20)
    kind = models.CharField("種別", max_length=10, choices=MunicipalityKind)
    kind_note = models.CharField("種別の注", max_length=30, blank=True)
    url = models.URLField("公式サイト", blank=True)
    latitude = models.DecimalField("緯度", max_digits=9, decimal_places=6)
    longitude = models.DecimalField("経度", max_digits=9, decimal_places=6)
    population_2020 = models.PositiveIntegerField("人口（令和2年国勢調査）")
    population_2025_prelim = models.PositiveIntegerField("人口（令和7年国勢調査 速報）")
    area_km2 = models.DecimalField("面積（km²）", max_digits=8, decimal_places=2)
    aging_rate_2020 = models.DecimalField("65歳以上の割合（%、令和2年）", max_digits=6, decimal_places=3)
    # Known for the home prefecture only
    region = models.CharField("地域", max_length=10, blank=True)
    region_order = models.PositiveSmallIntegerField("地域の順", null=True, blank=True)
    prefectural_office = models.CharField("県民局など", max_length=30, blank=True)
    households_2025_prelim = models.PositiveIntegerField("世帯数（令和7年国勢調査 速報）", null=True, blank=True)
    density_2020 = models.DecimalField("人口密度（人/km²）", max_digits=8, decimal_places=1, null=True, blank=True)
    neighbours: ClassVar = models.ManyToManyField("self", verbose_name="となりの市町", blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "市町"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="municipality_code_in_its_prefecture",
                condition=models.Q(code__startswith=models.F("prefecture_code")),
                violation_error_message="団体コードの上2桁は、都道府県コードと同じです。",
            ),
        ]
        indexes = [models.Index(fields=["prefecture_code", "code"])]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("town", args=[self.code5])

    @property
    def code5(self) -> str:
        """JIS X 0402 without the check digit."""
        return self.code[:5]

    @property
    def is_member(self) -> bool:
        """True for a municipality of the prefecture that runs this portal."""
        return self.prefecture_code == settings.HOME_PREFECTURE
