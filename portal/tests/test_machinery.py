"""Roof, tests: what the two commands stand on."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from django.conf import settings
from django.test import SimpleTestCase

from portal.sqlite import journal_mode


class FindPythonTests(SimpleTestCase):
    def setUp(self):
        self.home = Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.home)
        self.program("bin/python3", "exit 127")  # a shim that starts nothing, first on the path

    def program(self, name, line):
        path = self.home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)
        return path

    def found(self, **environment):
        env = {"HOME": str(self.home), "PATH": str(self.home / "bin"), **environment}
        script = settings.BASE_DIR / "scripts" / "find_python.sh"
        return subprocess.run(["/bin/sh", script], env=env, capture_output=True, text=True, check=False)

    def test_a_newer_one_beside_a_dead_shim_is_found(self):
        real = self.program(".pyenv/versions/3.13.9/bin/python3", f'exec "{sys.executable}" "$@"')
        self.assertEqual(self.found().stdout, f"{real}\n")

    def test_one_that_is_too_old_by_name_but_works_is_judged_by_running(self):
        self.program("bin/python3", f'exec "{sys.executable}" "$@"')
        self.assertEqual(self.found().stdout, f"{self.home}/bin/python3\n")

    def test_a_named_one_that_does_not_work_is_not_replaced_silently(self):
        self.program("bin/python3.13", f'exec "{sys.executable}" "$@"')
        refused = self.found(PYTHON=str(self.home / "bin/python3"))
        self.assertEqual((refused.returncode, refused.stdout), (1, ""))
        self.assertIn("使えません", refused.stderr)

    def test_where_there_is_none_two_plain_sentences_say_so(self):
        refused = self.found()
        self.assertEqual((refused.returncode, refused.stdout), (1, ""))
        self.assertRegex(refused.stderr, r"\APython 3\.12 以上が見つかりません。.+\nNo Python 3\.12 or newer .+\n\Z")


class PinnedTests(SimpleTestCase):
    def pins(self, name):
        """The packages of a requirements file; every one must carry a version and a hash."""
        text = (settings.BASE_DIR / name).read_text()
        self.assertEqual(re.findall(r"(?m)^-.*|.*://.*", text), [])  # no index, no address
        found = re.findall(r"(?m)^([a-z0-9.-]+)==\S+ (?:; [^\\]+)?\\\n    --hash=sha256:[0-9a-f]{64}", text)
        self.assertEqual(len(found), len(re.findall(r"(?m)^[a-z]", text)))
        return set(found)

    def names(self, wanted):
        return {re.match(r"[A-Za-z0-9.-]+", line)[0].lower() for line in wanted}

    def test_every_dependency_is_pinned_with_its_hashes(self):
        project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
        run, dev = self.pins("requirements.txt"), self.pins("requirements-dev.txt")
        self.assertEqual(self.names(project["project"]["dependencies"]) - run, set())
        self.assertEqual(self.names(project["dependency-groups"]["dev"]) - dev, set())
        self.assertEqual(run - dev, set())

    def test_every_dependency_has_its_reason(self):
        project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
        page = (settings.BASE_DIR / "docs/decisions/0002-dependencies.md").read_text()
        wanted = self.names(project["project"]["dependencies"] + project["dependency-groups"]["dev"])
        self.assertEqual({name for name in wanted if not re.search(rf"(?m)^\|[^|]*\b{name}\b", page)}, set())


class MachineTests(SimpleTestCase):
    def test_a_test_cannot_reach_another_machine(self):
        for host in ("192.0.2.1", "example.lg.jp"):
            with self.subTest(host=host), socket.socket() as wire:
                self.assertRaises(RuntimeError, wire.connect, (host, 80))
                self.assertRaises(RuntimeError, socket.create_connection, (host, 80))
        with socket.socket() as wire:
            self.assertIsInstance(wire.connect_ex(("127.0.0.1", 1)), int)

    def test_the_log_is_used_only_where_it_loses_nothing(self):
        for version, mode in [
            ((3, 40, 1), "DELETE"),
            ((3, 44, 5), "DELETE"),
            ((3, 44, 6), "WAL"),
            ((3, 45, 0), "DELETE"),
            ((3, 50, 7), "WAL"),
            ((3, 51, 2), "DELETE"),
            ((3, 51, 3), "WAL"),
            ((3, 60, 0), "WAL"),
        ]:
            with self.subTest(version=version):
                self.assertEqual(journal_mode(version), mode)

    def test_every_script_can_be_read_by_a_plain_shell(self):
        for script in sorted((settings.BASE_DIR / "scripts").glob("*.sh")):
            with self.subTest(script=script.name):
                subprocess.run(["/bin/sh", "-n", script], check=True, env=os.environ)
