"""Ground: load the 1,741 municipalities from accounts/data/. Twice changes nothing."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Municipality

DATA = Path(__file__).resolve().parents[2] / "data"
HOME_COLUMNS = ("region", "region_order", "prefectural_office", "households_2025_prelim", "density_2020")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of accounts/data/."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def check_digit(code5: str) -> str:
    """The sixth digit of an official code: weights 6,5,4,3,2, eleven minus the remainder, last digit of that.

    Source: 総務省「全国地方公共団体コード仕様」.
    """
    total = sum(int(digit) * weight for digit, weight in zip(code5, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def facts_of(row: dict[str, str], home: dict[str, str]) -> dict[str, object]:
    """The columns of one municipality as field values; an empty cell is None or ""."""
    facts: dict[str, object] = {
        "prefecture_code": row["pref_code"],
        "prefecture": row["pref"],
        "latitude": row["lat"],
        "longitude": row["lng"],
    }
    same = ("name", "kana", "romaji", "romaji_source", "kind", "kind_note", "url")
    figures = ("population_2020", "population_2025_prelim", "area_km2", "aging_rate_2020")
    facts |= {name: row[name] for name in same + figures}
    for name in HOME_COLUMNS:
        empty = "" if name in ("region", "prefectural_office") else None
        facts[name] = home.get(name) or empty
    return facts


class Command(BaseCommand):
    help = "全国1,741市町村を読み込みます（2回目は何も変えません）。"

    @transaction.atomic
    def handle(self, *args, **options):
        home = {row["code6"]: row for row in rows("municipalities_hyogo.csv")}
        table = rows("municipalities_japan.csv")
        self.refuse_wrong_codes(table)
        towns = [Municipality(code=row["code6"], **facts_of(row, home.get(row["code6"], {}))) for row in table]
        before = self.state()
        Municipality.objects.bulk_create(
            towns,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=[field.name for field in Municipality._meta.fields if not field.primary_key],
            batch_size=500,
        )
        self.join_neighbours(home)
        changed = len(set(self.state()) ^ set(before))
        self.stdout.write(
            f"市町村{len(towns):,}件を読み込みました。" if changed else f"市町村{len(towns):,}件：変わりはありません。"
        )

    def state(self) -> list[tuple]:
        """Everything the table holds, to tell whether a load changed something."""
        return list(Municipality.objects.values_list(*[field.name for field in Municipality._meta.fields]))

    def refuse_wrong_codes(self, table: list[dict[str, str]]) -> None:
        """A wrong check digit means a damaged file: nothing is loaded."""
        wrong = [row["code6"] for row in table if check_digit(row["code6"][:5]) != row["code6"][5]]
        if wrong:
            raise CommandError(f"検査数字が合わない団体コードがあります：{', '.join(wrong)}")

    def join_neighbours(self, home: dict[str, dict[str, str]]) -> None:
        """Neighbourhood is symmetrical; the source has both directions."""
        code6 = {code[:5]: code for code in home}
        through = Municipality.neighbours.through
        through.objects.bulk_create(
            [
                through(from_municipality_id=code, to_municipality_id=code6[other])
                for code, row in home.items()
                for other in filter(None, row["neighbours"].split(";"))
            ],
            ignore_conflicts=True,
        )
