"""Meetings' room: `manage.py parse_minutes FILE` prints the neutral record as JSON, without a database."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.readers import UnreadableFile, read
from meetings.importing.expected import as_expected
from meetings.importing.reader import parse


class Command(BaseCommand):
    help = "会議の記録を読み、構造をJSONで表示します（データベースは使いません）。"
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", help="会議の記録のファイル（テキスト、Markdown、HTML）")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path(options["file"])
        try:
            source = read(path.read_bytes(), path.name)
        except UnreadableFile as unreadable:
            raise CommandError(unreadable.sentence) from unreadable
        except OSError as missing:
            raise CommandError(f"「{path}」を開けません。ファイルの名前と場所を確かめてください。") from missing
        record = parse(source)
        shown = as_expected(record)
        shown["unparsed"] = [{"line": one.line, "text": one.text} for one in record.unparsed]
        shown["doubts"] = [
            {
                "kind": doubt.kind, "rule": doubt.rule, "line": doubt.line, "passage": doubt.passage,
                "excerpt": doubt.excerpt, "note": doubt.note,
            }
            for doubt in record.doubts
        ]  # fmt: skip
        self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1))
