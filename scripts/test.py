"""Roof: `make test`: lint, then the tests on SQLite, on PostgreSQL and in the browser, and what was left out."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from throwaway_postgres import throwaway_postgres

HOUSE = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
# A test run depends on nothing that happens to be set in the shell.
CLEAN = {"DATABASE_URL", "PORTAL_ENV", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "BEHIND_TLS", "HOME_PREFECTURE"}


@dataclass
class Run:
    """What one pytest run came to."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: dict[str, int] = field(default_factory=dict)
    other_engine: int = 0
    seconds: float = 0

    def __str__(self) -> str:
        line = f"{self.name}: {self.passed} passed, {self.failed} failed"
        if self.skipped:
            line += f", {sum(self.skipped.values())} skipped"
        return f"{line} in {self.seconds:.0f} s"

    @property
    def tests(self) -> int:
        return self.passed + self.failed + sum(self.skipped.values())


def heading(words: str) -> None:
    print(f"\n=== {words} ===", flush=True)


def pytest_run(name: str, *arguments: str, **environment: str) -> Run:
    """Runs pytest in a process of its own. A run that ends badly or finds no test counts as a failure."""
    heading(name)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as place:
        tally = Path(place, "tally.json")
        env = {key: value for key, value in os.environ.items() if key not in CLEAN}
        env |= {"TALLY": str(tally), "VAR_DIR": f"{place}/var", **environment}
        command = [sys.executable, "-m", "pytest", "-p", "scripts.tally", *arguments]
        code = subprocess.run(command, cwd=HOUSE, env=env, check=False).returncode
        run = Run(name, **(json.loads(tally.read_text()) if tally.exists() else {}))
    if code and not run.failed:
        run.failed = 1
        print(f"{name}: pytest ended with code {code}" + (" (no test was found)" if code == 5 else ""))
    run.seconds = time.monotonic() - began
    return run


def all_runs(chosen: list[str]) -> tuple[list[Run], list[str]]:
    """The runs that this machine can do, and a sentence for each that it cannot."""
    missing = []
    many = ("-n", "2", "--dist", "worksteal", "-m", "not browser", *chosen)
    runs = [pytest_run("SQLite", *many)]
    with throwaway_postgres() as cluster:
        if cluster:
            runs.append(pytest_run("PostgreSQL", *many, **cluster))
        else:
            missing.append("PostgreSQL がありません（apt install postgresql）/ no PostgreSQL: its whole run")
    if CHROMIUM:
        runs.append(pytest_run("Browser", "-m", "browser", *chosen, CHROMIUM=CHROMIUM))
    else:
        missing.append("Chromium がありません（apt install chromium）/ no Chromium: all browser tests")
    return runs, missing


def engines_agree(sqlite: Run, postgres: Run) -> bool:
    """Says how many tests are for one engine only; False where the two counts differ by anything else."""
    print(f"  SQLite だけの試験 {postgres.other_engine}、PostgreSQL だけの試験 {sqlite.other_engine}")
    alike = sqlite.tests - postgres.other_engine == postgres.tests - sqlite.other_engine
    if not alike:
        print("!!! 二つのデータベースで試験の数が合いません / the two engines did not run the same tests")
    return alike


def report(lint_ok: bool, runs: list[Run], missing: list[str]) -> int:
    """Prints the closing lines; returns the exit code."""
    heading("まとめ / summary")
    print(f"Lint: {'ok' if lint_ok else 'FAILED'}")
    for run in runs:
        print(run)
    named = {run.name: run for run in runs}
    alike = "PostgreSQL" not in named or engines_agree(named["SQLite"], named["PostgreSQL"])
    left_out = missing + [f"{run.name}: {why} ×{n}" for run in runs for why, n in run.skipped.items()]
    if left_out:
        print("!!! 飛ばした試験があります / SKIPPED: " + "; ".join(left_out))
    if left_out and IN_CI:
        print("CI では飛ばすことも失敗です / in CI a skip is a failure")
    passed, failed = sum(run.passed for run in runs), sum(run.failed for run in runs)
    skipped = sum(sum(run.skipped.values()) for run in runs)
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""), flush=True)
    return int(bool(failed or not lint_ok or not alike or (left_out and IN_CI)))


def stop(number: int, frame: FrameType | None) -> None:
    """Leaves by the front door, so that the PostgreSQL cluster is stopped and removed."""
    sys.exit(128 + number)


def main() -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)
    heading("Lint")
    lint_ok = subprocess.run(["sh", "scripts/lint.sh"], cwd=HOUSE, check=False).returncode == 0
    return report(lint_ok, *all_runs(sys.argv[1:]))


if __name__ == "__main__":
    sys.exit(main())
