"""Search: how long a page takes beside a plain `icontains`, on made-up rows in a database of its own."""

import datetime
import random
import statistics
import time
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from django.db.models import Q

from search.find import find
from search.index import Entry, put
from search.models import SearchEntry

# Frequent words first: the n-th stands in about 1/n of the rows.
BY_FREQUENCY = """
市町 職員 支援 広報 交付金 見守り 窓口 手続き DX 子育て 図書館 取り組み 防災 医療 橋梁 空き家 個人情報 書かない窓口
地域公共交通 マイナンバーカード 生成AI 問い合わせ デマンド交通 児童相談 リエゾン 介護予防 森林 令和5年度 転校生
避難行動要支援者 データ連携基盤 雪 犬 花粉症 縷陳
"""
WORDS = BY_FREQUENCY.split()
QUERIES = {
    "1 character": ["橋", "雪", "森", "犬"],
    "2 characters": ["広報", "医療", "DX", "縷陳"],
    "3 characters": ["見守り", "交付金", "子育て", "図書館"],
    "4 characters": ["取り組み", "介護予防", "個人情報", "児童相談"],
    "6 and more": ["地域公共交通", "書かない窓口", "避難行動要支援者", "データ連携基盤"],
    "two words": ["見守り DX", "交付金 広報", "図書館 防災", "医療 縷陳"],
}
ROUNDS, LENGTH = 5, 540
EVERYBODY = Q(reach="public")
NEWEST = datetime.date(2026, 3, 31)


class Command(BaseCommand):
    help = "検索の速さを、部分一致（icontains）と比べて測ります。専用のデータベースを作り、終わったら消します。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rows", type=int, default=10_000, help="作る行の数（既定は10,000行）")

    def handle(self, *args: Any, **options: Any) -> None:
        name = connection.settings_dict["NAME"]
        if connection.vendor != "sqlite":
            connection.settings_dict["TEST"]["NAME"] = "bench_search"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            self.measure(options["rows"])
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)

    def measure(self, rows: int) -> None:
        took = milliseconds(lambda: put(entries(rows)))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"{connection.vendor}, {rows:,} rows of about {LENGTH} characters")
        self.stdout.write(f"put: {rows / took * 1000:,.0f} rows/s")
        self.stdout.write(f"{'':16}{'page':>10}{'icontains':>12}{'ratio':>8}   (median ms, queries by turns)")
        ratios = []
        for label, texts in QUERIES.items():
            pairs = [compared(text) for text in texts]
            ratios += [plain / page for page, plain in pairs]
            page, plain = (statistics.median(values) for values in zip(*pairs, strict=True))
            self.stdout.write(f"{label:16}{page:10.1f}{plain:12.1f}{plain / page:8.1f}")
        self.stdout.write(f"geometric mean of the ratios: {statistics.geometric_mean(ratios):.1f}")


def entries(rows: int) -> Iterator[Entry]:
    """The same rows at each run; seven of ten are public, and the dates reach back thirteen years."""
    dice = random.Random(10)  # noqa: S311  made-up text
    filler = ["".join(chr(dice.randrange(0x4E00, 0x4E00 + 3000)) for _ in range(2)) for _ in range(4000)]
    for number in range(rows):
        words = [word for place, word in enumerate(WORDS, 2) if dice.random() < 1 / place]
        body = [
            *dice.choices(filler, k=(LENGTH - 10 * len(words)) // 4),
            *(word * dice.randint(1, 2) for word in words),
        ]
        dice.shuffle(body)
        yield Entry(
            kind=("statement", "statement", "case", "need")[number % 4],
            object_id=number,
            code=f"X-{number}",
            title="と".join([*dice.sample(filler, 2), *words[:1]]),
            body="".join(f"{word}{dice.choice('をにはがのと。、')}" for word in body),
            date=NEWEST - datetime.timedelta(days=dice.randrange(4700)),
            reach="public" if dice.random() < 0.7 else "private",
        )


def compared(text: str) -> tuple[float, float]:
    """Median milliseconds of a page with its counts, and of the count and newest twenty by `icontains`."""
    times = [
        (milliseconds(lambda: find(text, allowed=EVERYBODY)), milliseconds(lambda: plain(text))) for _ in range(ROUNDS)
    ]
    page, icontains = (statistics.median(values) for values in zip(*times, strict=True))
    return page, icontains


def plain(text: str) -> None:
    found = SearchEntry.objects.filter(EVERYBODY)
    for word in text.split():
        found = found.filter(Q(title__icontains=word) | Q(body__icontains=word))
    found.count()
    list(found.order_by("-date", "-id")[:20])


def milliseconds(deed: Callable[[], object]) -> float:
    start = time.perf_counter()
    deed()
    return (time.perf_counter() - start) * 1000
