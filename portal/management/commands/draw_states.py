"""Roof: print the tables of moves into docs/states.md."""

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.states import document


class Command(BaseCommand):
    help = "状態の表を docs/states.md に書き出します。"

    def handle(self, *args, **options):
        (settings.BASE_DIR / "docs" / "states.md").write_text(document(), encoding="utf-8")
        self.stdout.write("docs/states.md を書きました。")
