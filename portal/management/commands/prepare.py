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

from portal import env
from portal.backup import copy_aside


class Command(BaseCommand):
    help = "Database, reference data, demo (where the portal is empty and not in production) and static files."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="add the demo even where people exist already")

    def handle(self, *, demo, **options):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.connect()
        self.migrate()
        call_command("createcachetable", verbosity=0)
        call_command("load_municipalities", stdout=self.stdout)
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

    def load_demo(self, wanted):
        if not settings.DEMO:
            if wanted:
                raise CommandError("PORTAL_ENV=production ではデモのデータを入れられません。")
            return
        if wanted or not get_user_model().objects.exists():
            call_command("load_demo", stdout=self.stdout)

    def collect_static(self):
        """Only where a source file, or the way of storing them, has changed since the last time."""
        mark = settings.VAR_DIR / "static.sha256"
        now = fingerprint()
        if mark.exists() and mark.read_text() == now and settings.STATIC_ROOT.is_dir():
            return
        self.stdout.write("画面の部品を集めます。")
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(now)


def fingerprint():
    """One hash over name, size and time of every static file, and over the storage that keeps them."""
    seen = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for name, storage in finder.list([]):
            seen.update(f"{name}\0{storage.size(name)}\0{storage.get_modified_time(name)}\n".encode())
    return seen.hexdigest()
