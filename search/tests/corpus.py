"""Search: texts for the tests: judged queries, a made-up council's noise, entries in one line."""

import csv
import datetime
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from search.index import Entry
from search.text import norm, year_tokens
from vocabulary.models import SynonymGroup

HERE = Path(__file__).resolve().parent
DAY = datetime.date(2024, 3, 22)
WORDS = """
庁内の若手 担当班 地元の高校生 商店街の役員 巡回の職員 老人クラブ 移住した夫婦 漁協の青年部 工房の主人
花壇 倉庫 太鼓 駐輪場 草刈り 掲示板 給湯室 温泉 紙芝居 野球場 遊歩道 朝市 竹林 灯台 防風林 石垣 茶畑 棚田
ゆっくり 毎朝 夏だけ 三日おきに 晴れた日に 交代で 静かに 予定どおり 二人一組で 夕方から
直した。 眺めた。 囲んだ。 並べ替えた。 描き写した。 温めた。 運び出した。 磨いた。 数え直した。 飾った。
"""
WHO, WHAT, HOW, DONE = (line.split() for line in WORDS.split("\n") if line)


@dataclass(frozen=True)
class Judged:
    """A query, the texts that answer it and texts that only look like it."""

    query: str
    answers: list[str]
    decoys: list[str]


def judged(name: str) -> list[Judged]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [Judged(q, a.split(";"), d.split(";")) for q, a, d in (line.split("|") for line in lines)]


def noise(count: int, seed: int = 22) -> Iterator[str]:
    """Sentences about nothing that anybody asks for; the same ones at each run."""
    dice = random.Random(seed)
    for number in range(count):
        parts = [f"{dice.choice(WHO)}が{dice.choice(WHAT)}を{dice.choice(HOW)}{dice.choice(DONE)}" for _ in range(3)]
        yield f"{''.join(parts)}（控え{number}番）"


def entry(object_id: int, body: str = "", **given: object) -> Entry:
    """An entry that everybody may see, unless said otherwise."""
    common = {"kind": "statement", "code": f"M-001-{object_id}", "title": "", "date": DAY, "reach": "public"}
    return Entry(**(common | {"object_id": object_id, "body": body} | given))


def load_synonyms() -> None:
    """The groups that the portal starts with."""
    with (settings.BASE_DIR / "vocabulary" / "data" / "synonyms.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            SynonymGroup.objects.get_or_create(words="\n".join(row["words"].split()))


def is_clean(text: str, queries: list[str]) -> bool:
    """Does a noise sentence hold no query, neither word nor year?"""
    folded = norm(text)
    return not year_tokens(folded) and not any(re.search(re.escape(norm(q)), folded) for q in queries)
