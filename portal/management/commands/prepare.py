"""Roof: everything between a clean clone and a served portal, in one process. Twice changes nothing."""

import hashlib

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.models import Municipality
from portal import env
from portal.backup import copy_aside
from portal.demo.people import sign_ins
from vocabulary.models import Obstacle

REFERENCE = [("load_municipalities", Municipality), ("load_vocabulary", Obstacle)]


class Command(BaseCommand):
    help = "データベース・共通のデータ・画面の部品を、動かせる状態にします（2回目は何も変えません）。"
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="人がすでにいても、足りないデモのデータを入れます")

    def handle(self, *, demo, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.connect()
        self.migrate()
        call_command("createcachetable", verbosity=0)
        self.load_reference()
        self.load_demo(demo)
        self.collect_static()

    def connect(self):
        """A database that does not answer is the commonest stumble; it gets a sentence."""
        try:
            connection.ensure_connection()
        except OperationalError as problem:
            raise CommandError(
                "データベースにつながりません。"
                f"DATABASE_URL と、データベースが動いているかを確かめてください（{problem}）。"
            ) from problem

    def migrate(self):
        """Only where something is pending, and then only behind a copy of what was there."""
        executor = MigrationExecutor(connection)
        if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return
        if executor.loader.applied_migrations and not env.flag("SKIP_BACKUP"):
            copy = copy_aside(connection, settings.VAR_DIR / "backups", timezone.localtime())
            self.stdout.write(
                f"データベースの控えを作りました: {copy}"
                if copy
                else "pg_dump がないので、データベースの控えを作らずに進みます。"
            )
        self.stdout.write("データベースの形を整えます。")
        call_command("migrate", interactive=False, verbosity=0)

    def load_reference(self):
        """Where a table is empty, or a release brings other data: what people changed since is not touched again."""
        for command, model in REFERENCE:
            name = command.removeprefix("load_")
            folder = settings.BASE_DIR / model._meta.app_label / "data"
            now = digest(file.read_bytes() for file in sorted(folder.glob("*.csv")))
            if not model.objects.exists() or self.differs(name, now):
                call_command(command, stdout=self.stdout)
                self.mark(name, now)

    def load_demo(self, wanted):
        """Fills an empty portal; either way the demo's sign-ins are said. In production there is nobody made up."""
        people = get_user_model().objects
        if settings.DEMO:
            if wanted or not people.exists():
                call_command("load_demo", stdout=self.stdout)
            elif known := sign_ins():
                self.stdout.write("\n".join(["ログインできる見本の人：", *known]))
        elif wanted:
            raise CommandError("PORTAL_ENV=production では、デモのデータは入れられません。")
        elif people.filter(is_demo=True).exists():
            raise CommandError(
                "このデータベースには架空のデモの人がいます。PORTAL_ENV=production では、"
                "別の空のデータベースを DATABASE_URL か VAR_DIR で指定してください。"
            )
        elif not people.exists():
            self.stdout.write(
                "まだ利用者がいません。次のコマンドが、最初の人のためのリンクを出します。\n"
                "  manage.py invite メールアドレス --role secretariat"
            )

    def collect_static(self):
        """Only where a source file, or the way of storing them, has changed since the last time."""
        now = digest(static_sources())
        if not settings.STATIC_ROOT.is_dir() or self.differs("static", now):
            self.stdout.write("画面の部品を集めます。")
            call_command("collectstatic", interactive=False, verbosity=0)
            self.mark("static", now)

    def differs(self, name, now):
        mark = settings.VAR_DIR / f"{name}.sha256"
        return not mark.exists() or mark.read_text() != now

    def mark(self, name, now):
        (settings.VAR_DIR / f"{name}.sha256").write_text(now)


def digest(pieces):
    """One SHA-256 over all pieces, in their order."""
    total = hashlib.sha256()
    for piece in pieces:
        total.update(hashlib.sha256(piece).digest())
    return total.hexdigest()


def static_sources():
    """The storage, then name, size and time of every static file."""
    yield repr(settings.STORAGES["staticfiles"]).encode()
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield f"{name}\0{storage.size(name)}\0{storage.get_modified_time(name)}".encode()
