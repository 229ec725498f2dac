"""Ground: the words that all rooms share."""

from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "vocabulary"
    verbose_name = "共通の言葉"
