"""Documents' room: bytes to text. Tells text from everything that is not text, and says what to do about it."""

import codecs
import unicodedata

from documents.readers.source import UnreadableFile

MAX_BYTES = 20 * 1024 * 1024

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# (first bytes, what a person calls such a file, how to turn it into text)
SIGNATURES = (
    (b"%PDF", "PDF", "PDFを開いて文字をすべて選び、コピーして貼りつけるか、テキスト（.txt）で保存して"),
    (b"\xd0\xcf\x11\xe0", "古い形式のWord・Excel（.doc・.xls）", "WordやExcelで開き、テキスト（.txt）で保存して"),
    (b"{\\rtf", "リッチテキスト（.rtf）", "Wordなどで開き、テキスト（.txt）で保存して"),
    (b"\x89PNG", "画像", "文字を打ち直すか、もとの文書をテキスト（.txt）で保存して"),
    (b"\xff\xd8\xff", "画像", "文字を打ち直すか、もとの文書をテキスト（.txt）で保存して"),
    (b"GIF8", "画像", "文字を打ち直すか、もとの文書をテキスト（.txt）で保存して"),
    (b"BM", "画像", "文字を打ち直すか、もとの文書をテキスト（.txt）で保存して"),
    (b"II*\x00", "画像", "文字を打ち直すか、もとの文書をテキスト（.txt）で保存して"),
    (b"MM\x00*", "画像", "文字を打ち直すか、もとの文書をテキスト（.txt）で保存して"),
    (b"\x1f\x8b", "圧縮ファイル", "中のファイルを取り出し、テキスト（.txt）で保存して"),
    (b"7z\xbc\xaf", "圧縮ファイル", "中のファイルを取り出し、テキスト（.txt）で保存して"),
    (b"Rar!", "圧縮ファイル", "中のファイルを取り出し、テキスト（.txt）で保存して"),
)
ZIP = b"PK\x03\x04"
EMPTY_ZIP = b"PK\x05\x06"
WORDS_OF_ZIP = (
    (b"word/", ".docx", "Word（.docx）", "Wordで開き、テキスト（.txt）で保存して"),
    (b"xl/", ".xlsx", "Excel（.xlsx）", "Excelで開き、必要な範囲をコピーして貼りつけるか、テキストで保存して"),
    (b"ppt/", ".pptx", "PowerPoint（.pptx）", "文字をコピーして貼りつけるか、テキスト（.txt）で保存して"),
)


def decode(data: bytes, name: str) -> tuple[str, str]:
    """The text of `data` and the encoding it was read in; raises UnreadableFile with a sentence for a person."""
    if len(data) > MAX_BYTES:
        raise UnreadableFile(f"「{name}」は20MBを超えています。20MB以下に分けて、もう一度入れてください。")
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xfe\xff"):
        raise UnreadableFile(f"「{name}」には文字がありません。中身のあるファイルを選んでください。")
    refuse_known_binaries(data, name)
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name)
    guessed = _utf16_without_mark(data)
    if guessed:
        return guessed
    if b"\x00" in data:
        raise UnreadableFile(_unknown(name))
    for encoding in ("utf-8", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_like_text(text, encoding):
            return text, encoding
    raise UnreadableFile(_unknown(name))


def refuse_known_binaries(data: bytes, name: str) -> None:
    """Raises UnreadableFile when the first bytes belong to a format that is no text."""
    for signature, what, advice in SIGNATURES:
        if data.startswith(signature) and (signature != b"BM" or b"\x00" in data[:64]):
            raise UnreadableFile(
                f"「{name}」は{what}のファイルです。この形式は、まだ読めません。{advice}入れてください。"
            )
    if data.startswith((ZIP, EMPTY_ZIP)):
        for inside, ending, what, advice in WORDS_OF_ZIP:
            if inside in data or name.lower().endswith(ending):
                raise UnreadableFile(
                    f"「{name}」は{what}のファイルです。この形式は、まだ読めません。{advice}入れてください。"
                )
        raise UnreadableFile(
            f"「{name}」は圧縮ファイル（zip）です。この形式は、まだ読めません。"
            "中のファイルを取り出し、テキスト（.txt）で保存して入れてください。"
        )


def _strictly(data: bytes, encoding: str, name: str) -> tuple[str, str]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as broken:
        raise UnreadableFile(_unknown(name)) from broken
    if not _reads_like_text(text, encoding):
        raise UnreadableFile(_unknown(name))
    return text, encoding


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    """UTF-16 without a mark shows by its line ends and spaces: one zero byte beside 0x0A or 0x20."""
    if len(data) % 2 or b"\x00" not in data:
        return None
    for encoding, line_end in (("utf-16-le", b"\n\x00"), ("utf-16-be", b"\x00\n")):
        if line_end not in data:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _reads_like_text(text, encoding) and _share_of_japanese_or_ascii(text) > 0.9:
            return text, encoding
    return None


def _reads_like_text(text: str, encoding: str) -> bool:
    sample = text[:20000]
    odd = sum(1 for sign in sample if unicodedata.category(sign) in ("Cc", "Cn", "Co") and sign not in "\t\r\n\f\v")
    if odd > len(sample) // 200:
        return False
    # Bytes of another encoding read as CP932 come out as strings of half-width katakana.
    half_width = sum(1 for sign in sample if "\uff61" <= sign <= "\uff9f")
    wide = sum(1 for sign in sample if sign > "\x7f")
    return encoding != "cp932" or half_width * 3 <= wide


def _share_of_japanese_or_ascii(text: str) -> float:
    sample = text[:20000]
    known = sum(1 for sign in sample if sign < "\x7f" or "\u2000" <= sign <= "\u9fff" or "\uff00" <= sign <= "\uffef")
    return known / max(1, len(sample))


def _unknown(name: str) -> str:
    return (
        f"「{name}」の文字を読めません。文章のファイルではないか、文字コードが対応外です。"
        "メモ帳などで開き、文字コード「UTF-8」のテキスト（.txt）で保存して入れてください。"
    )
