"""Roof: a copy of the database, put aside before anything changes its shape."""

import os
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management import CommandError
from django.db.backends.base.base import BaseDatabaseWrapper

KEPT = 5


def copy_aside(connection: BaseDatabaseWrapper, folder: Path, now: datetime) -> Path | None:
    """Writes a complete copy into `folder` and keeps the newest KEPT. None where no tool for a copy is installed.

    A copy that fails stops everything with CommandError: what cannot be put back is not changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    suffix = "sqlite3" if connection.vendor == "sqlite" else "dump"
    target = folder / f"{now:%Y%m%d-%H%M%S-%f}.{suffix}"
    unfinished = target.with_suffix(".part")
    if connection.vendor == "sqlite":
        copy_sqlite(connection, unfinished)
    elif not dump_postgres(connection.settings_dict, unfinished):
        return None
    unfinished.rename(target)
    for old in sorted(folder.glob(f"*.{suffix}"))[:-KEPT]:
        old.unlink()
    return target


def copy_sqlite(connection: BaseDatabaseWrapper, target: Path) -> None:
    """VACUUM INTO reads one consistent state even while others write; copying the file would not."""
    target.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(target)])


def dump_postgres(settings: dict[str, Any], target: Path) -> bool:
    """pg_dump in its custom format (for pg_restore). False where pg_dump is not installed."""
    pg_dump = shutil.which("pg_dump")
    if pg_dump is None:
        return False
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    place = {variable: str(settings[key]) for variable, key in names.items() if settings.get(key)}
    command = [pg_dump, "--format=custom", "--no-password", f"--file={target}"]
    done = subprocess.run(command, env=os.environ | place, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        target.unlink(missing_ok=True)
        raise CommandError(
            f"データベースの控えを作れなかったので、変更せずに止まりました（pg_dump: {done.stderr.strip()}）。"
            "控えを別の方法で取ってから、SKIP_BACKUP=1 を付けてもう一度実行してください。"
        )
    return True
