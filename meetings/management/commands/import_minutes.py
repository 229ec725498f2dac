"""Rooms, meetings: minutes files on the command line: each becomes a draft for the review, or says why not."""

from pathlib import Path

from django.core.management import CommandError
from django.core.management.base import BaseCommand

from accounts.rules import Refused
from documents.readers import UnreadableFile
from meetings.actions.importing import import_minutes, read_minutes, why_not_import
from meetings.importing.report import report_of
from meetings.models import Council, SourceDocument


class Command(BaseCommand):
    help = "議事録のファイルを読み取り、確認前の下書きとして取り込みます。同じファイルは2度入りません。"

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE", help="議事録のファイル（テキスト・Markdown・HTML）")
        parser.add_argument("--council", metavar="SLUG", help="会議体の記号。なければ記録の会議名から決めます")
        parser.add_argument("--dry-run", action="store_true", help="読み取った結果だけを見せ、何も保存しません")

    def handle(self, *, files, council, dry_run, **options):
        chosen = self.council(council)
        failed = [name for name in files if not self.take(Path(name), chosen, dry_run)]
        if failed:
            raise CommandError(f"{len(files)}件のうち{len(failed)}件は取り込めませんでした: {'、'.join(failed)}")

    def council(self, slug):
        """The council named on the command line; None to go by the record."""
        if not slug:
            return None
        found = Council.objects.filter(slug=slug).first()
        if found is None:
            known = "、".join(Council.objects.values_list("slug", flat=True)) or "まだ1つもありません"
            raise CommandError(f"会議体「{slug}」はありません。いまある会議体の記号: {known}")
        return found

    def take(self, path, council, dry_run):
        """One file, wholly or not at all. False when it could not be taken; to be here already is no failure."""
        try:
            incoming = read_minutes(path.read_bytes(), path.name)
            sentence = why_not_import(incoming, council)
            if sentence or dry_run:
                return self.tell(incoming, sentence)
            meeting = import_minutes(incoming, by=None, council=council)
        except OSError:
            self.stderr.write(f"{path.name}: ファイルを開けません。場所と名前、読む権限を確かめてください。")
        except (UnreadableFile, Refused) as problem:
            self.stderr.write(f"{path.name}: {problem.sentence}")
        else:
            self.stdout.write(f"{path.name}: {meeting.code}として取り込みました（確認中・非公開）。")
            self.stdout.write("\n".join(report_of(incoming.record)))
            return True
        return False

    def tell(self, incoming, sentence):
        """What was read, or why it is not stored."""
        if not sentence:
            self.stdout.write(f"{incoming.name}: 読み取りだけをしました。何も保存していません。")
            self.stdout.write("\n".join(report_of(incoming.record)))
            return True
        is_here = SourceDocument.objects.filter(sha256=incoming.sha256).exists()
        (self.stdout if is_here else self.stderr).write(f"{incoming.name}: {sentence}")
        return is_here
