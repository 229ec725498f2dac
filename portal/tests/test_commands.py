"""Roof, tests: from a clean clone to a served portal, and again."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase, override_settings

from accounts.choices import Role
from portal.testing import make_user

PRODUCTION = {"PORTAL_ENV": "production", "SECRET_KEY": "x7" * 30, "ALLOWED_HOSTS": "dx.pref.example.lg.jp"}


def manage(*arguments, **environment):
    """manage.py in a process of its own that inherits nothing but the search path."""
    env = {"PATH": os.environ["PATH"], "PYTHONUTF8": "1", **environment}
    command = [sys.executable, settings.BASE_DIR / "manage.py", *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=120)


class Place:
    """A var/ folder of the test's own."""

    def setUp(self):
        self.var = Path(tempfile.mkdtemp(prefix="var-"))
        self.addCleanup(shutil.rmtree, self.var)


class PrepareTests(Place, TestCase):
    def prepare(self, **options):
        said = StringIO()
        with override_settings(VAR_DIR=self.var, STATIC_ROOT=self.var / "static"):
            call_command("prepare", stdout=said, **options)
        return said.getvalue()

    def rows(self):
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}

    def test_a_second_time_changes_nothing(self):
        self.prepare()
        rows = self.rows()
        files = {path: path.stat().st_mtime_ns for path in self.var.rglob("*")}
        said = self.prepare()
        self.assertEqual(self.rows(), rows)
        self.assertEqual({path: path.stat().st_mtime_ns for path in self.var.rglob("*")}, files)
        self.assertEqual(rows["accounts.Municipality"], 1741)
        self.assertFalse((self.var / "backups").exists())
        for role in Role:  # the sign-ins are said at every start, one for each role at least
            self.assertIn(get_user_model().objects.filter(is_demo=True, role=role).first().email, said)

    def test_words_that_people_removed_stay_removed(self):
        synonyms = apps.get_model("vocabulary", "SynonymGroup").objects
        self.prepare()
        synonyms.all().delete()
        self.prepare()
        self.assertFalse(synonyms.exists())

    def test_in_production_nobody_is_made_up(self):
        with override_settings(DEMO=False):
            self.assertIn("manage.py invite", self.prepare())
            with self.assertRaisesMessage(CommandError, "デモのデータは入れられません"):
                self.prepare(demo=True)
        self.assertFalse(get_user_model().objects.exists())

    def test_a_demo_does_not_become_a_production(self):
        make_user("Dai", Role.LIAISON, is_demo=True)
        with override_settings(DEMO=False), self.assertRaisesMessage(CommandError, "架空のデモの人"):
            self.prepare()


@pytest.mark.sqlite
class FirstStartTests(Place, SimpleTestCase):
    """In production, where no demo has to be loaded first."""

    def start(self, *command):
        done = manage(*command, VAR_DIR=str(self.var), **PRODUCTION)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_what_was_there_is_copied_before_the_database_changes_shape(self):
        self.start("migrate", "sessions")
        with sqlite3.connect(self.var / "db.sqlite3") as old:
            old.execute("INSERT INTO django_session VALUES ('mine', '', '2026-11-22')")
        old.close()
        said = self.start("prepare")
        (copy,) = (self.var / "backups").iterdir()
        self.assertIn(str(copy), said)
        for path, tables_expected in [(copy, False), (self.var / "db.sqlite3", True)]:
            with self.subTest(path=path.name):
                database = sqlite3.connect(path)
                self.addCleanup(database.close)
                self.assertEqual(database.execute("PRAGMA integrity_check").fetchall(), [("ok",)])
                self.assertEqual(database.execute("SELECT session_key FROM django_session").fetchall(), [("mine",)])
                tables = database.execute("SELECT name FROM sqlite_master WHERE name = 'accounts_user'").fetchall()
                self.assertEqual(bool(tables), tables_expected)


class StartTests(Place, SimpleTestCase):
    def refused(self, **environment):
        done = manage("prepare", VAR_DIR=str(self.var), **environment)
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertNotIn("Traceback", done.stderr)
        return done.stderr

    def test_production_without_a_secret_stops_with_a_sentence(self):
        said = self.refused(PORTAL_ENV="production", ALLOWED_HOSTS="dx.pref.example.lg.jp")
        self.assertRegex(said, r"\ASECRET_KEY がありません。.+入れてください。\n\Z")
        self.assertEqual(list(self.var.iterdir()), [])

    def test_production_without_a_host_stops_with_a_sentence(self):
        said = self.refused(PORTAL_ENV="production", SECRET_KEY=PRODUCTION["SECRET_KEY"])
        self.assertRegex(said, r"\AALLOWED_HOSTS がありません。")

    def test_an_unclear_setting_is_not_guessed(self):
        self.assertIn("demo か production", self.refused(PORTAL_ENV="prod"))

    def test_a_database_that_does_not_answer_is_named(self):
        said = self.refused(DATABASE_URL="postgres://someone@127.0.0.1:1/portal")
        self.assertIn("データベースにつながりません", said)
