"""Meetings' room: `manage.py score_minutes DIR` compares readings with expected structures; no database is touched."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.readers import UnreadableFile, read
from meetings.importing.expected import as_expected
from meetings.importing.reader import parse
from meetings.importing.scoring import FIELDS, Score, score

SHORT = ("title", "ord", "date", "start", "end", "format", "place", "agenda", "sect", "stmt")


class Command(BaseCommand):
    help = "DIRの *.txt を読み、*.expected.json と比べて点数の表を表示します（データベースは使いません）。"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", help="記録（*.txt）と期待する構造（*.expected.json）のフォルダー")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["directory"])
        pairs = list(_pairs(folder)) if folder.is_dir() else []
        if not pairs:
            raise CommandError(
                f"「{folder}」に、*.txt と *.expected.json の組がありません。フォルダーを確かめてください。"
            )
        self.stdout.write(
            f"{'score':>6} {'lines':>6} {'unread':>6}  " + " ".join(f"{name:>6}" for name in SHORT) + "  record"
        )
        means: list[float] = []
        for text, expected in pairs:
            result, lines, unread = _scored(text, expected)
            means.append(result.mean)
            cells = " ".join(_cell(result, name) for name in FIELDS)
            self.stdout.write(f"{result.mean:6.3f} {lines:6d} {unread:6d}  {cells}  {text.stem}")
        self.stdout.write(f"mean {sum(means) / len(means):.4f}  lowest {min(means):.4f}  records {len(means)}")


def _pairs(folder: Path) -> list[tuple[Path, Path]]:
    """Each record with its expected structure; a lone record beside a plain expected.json counts too."""
    texts = sorted(folder.glob("*.txt"))
    lone = folder / "expected.json"
    if len(texts) == 1 and lone.exists():
        return [(texts[0], lone)]
    named = [(text, text.with_name(f"{text.stem}.expected.json")) for text in texts]
    return [(text, expected) for text, expected in named if expected.exists()]


def _scored(text: Path, expected: Path) -> tuple[Score, int, int]:
    try:
        record = parse(read(text.read_bytes(), text.name))
        wanted = json.loads(expected.read_text(encoding="utf-8"))
    except UnreadableFile as unreadable:
        raise CommandError(unreadable.sentence) from unreadable
    except json.JSONDecodeError as broken:
        raise CommandError(f"「{expected.name}」がJSONとして読めません。") from broken
    filled = sum(1 for use in record.line_uses if use.uses != ("blank",))
    return score(wanted, as_expected(record)), filled, len(record.unparsed)


def _cell(result: Score, name: str) -> str:
    return f"{result.fields[name]:6.2f}" if name in result.fields else f"{'-':>6}"
