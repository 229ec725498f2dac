"""Roof, tests: a copy of the database is whole, or nothing goes on."""

import datetime
import shutil
import sqlite3
import subprocess
import tempfile
from pathlib import Path
from unittest import mock

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.utils import ConnectionHandler
from django.test import SimpleTestCase, TransactionTestCase

from portal.backup import KEPT, copy_aside

NOON = datetime.datetime(2026, 11, 22, 12)


class Place:
    def setUp(self):
        self.place = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.place)
        self.folder = self.place / "backups"


class SqliteTests(Place, SimpleTestCase):
    databases = {"default"}  # a file of its own, not the test database

    def setUp(self):
        super().setUp()
        handler = ConnectionHandler(
            {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": self.place / "db.sqlite3"}}
        )
        self.connection = handler["default"]
        self.addCleanup(self.connection.close)
        with self.connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("CREATE TABLE town (name text)")
            cursor.execute("INSERT INTO town VALUES ('青葉市')")

    def copied(self, moment=NOON):
        path = copy_aside(self.connection, self.folder, moment)
        with sqlite3.connect(path) as copy:
            said = copy.execute("PRAGMA integrity_check").fetchone(), copy.execute("SELECT name FROM town").fetchall()
        copy.close()
        return said

    def test_a_copy_holds_what_is_still_in_the_log_and_not_what_is_unfinished(self):
        other = sqlite3.connect(self.place / "db.sqlite3", isolation_level=None)
        self.addCleanup(other.close)
        other.execute("INSERT INTO town VALUES ('港町')")
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO town VALUES ('未定町')")
        self.assertEqual(self.copied(), (("ok",), [("青葉市",), ("港町",)]))

    def test_only_the_newest_copies_are_kept(self):
        for minute in range(KEPT + 2):
            self.copied(NOON + datetime.timedelta(minutes=minute))
        names = sorted(path.name for path in self.folder.iterdir())
        self.assertEqual([name[9:13] for name in names], [f"120{minute}" for minute in range(2, KEPT + 2)])

    def test_the_rest_of_a_broken_copy_is_not_in_the_way(self):
        self.folder.mkdir()
        (self.folder / "20261122-120000-000000.part").write_text("broken")
        self.assertEqual(self.copied()[0], ("ok",))


@pytest.mark.postgres
class PostgresTests(Place, TransactionTestCase):
    def test_a_dump_can_be_read_back(self):
        path = copy_aside(connection, self.folder, NOON)
        listed = subprocess.run(["pg_restore", "--list", path], capture_output=True, text=True, check=True)
        self.assertIn("accounts_user", listed.stdout)

    def test_without_the_tool_there_is_no_copy(self):
        with mock.patch("portal.backup.shutil.which", return_value=None):
            self.assertIsNone(copy_aside(connection, self.folder, NOON))

    def test_a_dump_that_fails_stops_the_start_and_leaves_nothing(self):
        with (
            mock.patch.dict(connection.settings_dict, NAME="no-such-database"),
            self.assertRaisesMessage(CommandError, "変更せずに止まりました"),
        ):
            copy_aside(connection, self.folder, NOON)
        self.assertEqual(list(self.folder.iterdir()), [])
