"""Documents' room: an uploaded file is checked before anybody reads it. Sizes and names; the readers judge the rest."""

import unicodedata
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from documents.readers import UnreadableFile
from documents.readers.decoding import MAX_BYTES

NAME_LENGTH = 150


def check_upload(file: "UploadedFile[bytes]") -> bytes:
    """The bytes of an upload; raises UnreadableFile with a sentence when it is empty or larger than 20 MB.

    The size is judged before the content is read, and again by what came.
    """
    name = safe_name(file.name or "")
    if (file.size or 0) > MAX_BYTES:
        raise UnreadableFile(f"「{name}」は{megabytes(file.size or 0)}あります。20MB以下のファイルにしてください。")
    data: bytes = file.read(MAX_BYTES + 1)
    if not data:
        raise UnreadableFile(f"「{name}」は空のファイルです。中身のあるファイルを選んでください。")
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"「{name}」は20MBを超えています。20MB以下のファイルにしてください。")
    return data


def safe_name(name: str) -> str:
    """The last part of a file name, without signs that steer a terminal or a page, cut in its stem if too long."""
    last = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    shown = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C").strip()
    shown = shown or "名前のないファイル"
    if len(shown) <= NAME_LENGTH:
        return shown
    ending = PurePosixPath(shown).suffix[:20]
    return shown[: NAME_LENGTH - len(ending)] + ending


def megabytes(size: int) -> str:
    """23,000,000 → 約21.9MB"""
    return f"約{size / 1024 / 1024:.1f}MB"
