"""Ground: load the shared words from vocabulary/data/. Twice is once; rows that people changed stay changed."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import transaction

from vocabulary.models import Field, Obstacle, SynonymGroup, Tool

DATA = Path(__file__).resolve().parents[2] / "data"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of vocabulary/data/."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class Command(BaseCommand):
    help = "分野・つまずき・道具・検索の言いかえを読み込みます（2回目は何も変えません）。"

    @transaction.atomic
    def handle(self, *args, **options):
        created = self.load_obstacles() + self.load_fields() + self.load_tools() + self.load_synonyms()
        self.stdout.write(f"共通の言葉：新しく{created}件を読み込みました。")

    def load_obstacles(self) -> int:
        return sum(
            Obstacle.objects.get_or_create(code=row["code"], defaults={"name": row["name"], "order": order})[1]
            for order, row in enumerate(rows("obstacles.csv"), 1)
        )

    def load_fields(self) -> int:
        created, fields = 0, {}
        for order, row in enumerate(rows("fields.csv"), 1):
            becomes = fields.get(row["becomes"])
            fields[row["slug"]], is_new = Field.objects.get_or_create(
                slug=row["slug"],
                defaults={
                    "name": row["name"],
                    "branch": row["branch"],
                    "version": row["version"],
                    "order": order,
                    "becomes": becomes,
                    "is_current": becomes is None,
                },
            )
            created += is_new
        return created

    def load_tools(self) -> int:
        return sum(
            Tool.objects.get_or_create(slug=row["slug"], defaults={"name": row["name"], "order": order})[1]
            for order, row in enumerate(rows("tools.csv"), 1)
        )

    def load_synonyms(self) -> int:
        return sum(
            SynonymGroup.objects.get_or_create(words="\n".join(row["words"].split()))[1] for row in rows("synonyms.csv")
        )
