"""Roof: which journal SQLite keeps here. See docs/decisions/0004-sqlite-mode.md."""

Version = tuple[int, int, int]

# Two connections that write and checkpoint a write-ahead log at the same moment can lose committed pages
# before these releases of SQLite.
REPAIRED: tuple[Version, ...] = ((3, 44, 6), (3, 50, 7), (3, 51, 3))


def log_is_safe(version: Version) -> bool:
    """True where this SQLite carries the repair: its own branch has it, or it is newer than all of them."""
    return version >= REPAIRED[-1] or any(version[:2] == fixed[:2] and version >= fixed for fixed in REPAIRED)


def journal_mode(version: Version) -> str:
    """WAL (readers never wait) where it loses nothing, else DELETE (a reader may wait for a commit)."""
    return "WAL" if log_is_safe(version) else "DELETE"
