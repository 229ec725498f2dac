"""Ground: fields, obstacles, tools and spellings, as rows that the prefecture can keep up to date."""

from django.db import models

from vocabulary.choices import Branch


class Field(models.Model):
    """A field of DX. Lists change between years, so each field says from which list it comes."""

    slug = models.SlugField("記号", max_length=40, unique=True)
    name = models.CharField("分野", max_length=40)
    branch = models.CharField("区分", max_length=15, choices=Branch)
    version = models.CharField("分野表の版", max_length=20)
    order = models.PositiveSmallIntegerField("順", default=0)
    is_current = models.BooleanField("いま使う", default=True)
    becomes = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, verbose_name="あとの版での分野", related_name="formerly"
    )

    class Meta:
        verbose_name = verbose_name_plural = "分野"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "version"],
                name="field_name_once_per_version",
                violation_error_message="この版には、同じ名前の分野がもうあります。",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Obstacle(models.Model):
    """What stops a town: O1–O20, from the record that this portal was born from and from practice."""

    code = models.CharField("記号", max_length=3, primary_key=True)
    name = models.CharField("つまずき", max_length=40, unique=True)
    order = models.PositiveSmallIntegerField("順", unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "つまずきの種類"
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Tool(models.Model):
    """A kind of tool a case was made with; the 道具 that people filter by."""

    slug = models.SlugField("記号", max_length=40, unique=True)
    name = models.CharField("道具", max_length=40, unique=True)
    order = models.PositiveSmallIntegerField("順", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "道具"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class SynonymGroupQuerySet(models.QuerySet["SynonymGroup"]):
    """Reads of spellings."""

    def table(self) -> dict[str, tuple[str, ...]]:
        """word -> every word of its group, itself included."""
        groups = [group.spellings() for group in self]
        return {word: words for words in groups for word in words}


class SynonymGroup(models.Model):
    """Words that the search box treats as one, a line each."""

    words = models.TextField("同じ意味の言葉（1行に1つ）", unique=True)

    objects = SynonymGroupQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "検索の言いかえ"
        ordering = ["id"]

    def __str__(self) -> str:
        return "＝".join(self.spellings())

    def spellings(self) -> tuple[str, ...]:
        """The words of this group."""
        return tuple(word for word in self.words.split("\n") if word.strip())
