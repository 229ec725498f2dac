"""Roof: reading the environment. A value that cannot be understood stops the start with a sentence."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

TRUE, FALSE = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    """The value of NAME without surrounding blanks, or the default."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool = False) -> bool:
    """True or False; anything that is neither is refused instead of guessed."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE | FALSE:
        return value.strip().lower() in TRUE
    raise ImproperlyConfigured(f"{name} は 1 か 0 で指定してください（いまの値: {value}）。")


def words(name: str, default: str = "") -> list[str]:
    """A comma separated list."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of the allowed words."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} は {' か '.join(allowed)} で指定してください（いまの値: {value}）。")
    return value


def secret_key(var: Path, *, production: bool) -> str:
    """SECRET_KEY from the environment; outside production one is made once and kept under var/."""
    if key := text("SECRET_KEY"):
        return key
    if production:
        raise ImproperlyConfigured(
            "SECRET_KEY がありません。50文字以上のでたらめな文字列を環境変数 SECRET_KEY に入れてください。"
        )
    path = var / "secret_key"
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text().strip()


def hosts(*, production: bool) -> list[str]:
    """ALLOWED_HOSTS; in production it must be said."""
    if found := words("ALLOWED_HOSTS"):
        return found
    if production:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS がありません。このポータルを公開するホスト名をコンマで区切って入れてください"
            "（例: dx.pref.example.lg.jp）。"
        )
    return ["localhost", "127.0.0.1", "[::1]", "testserver"]
