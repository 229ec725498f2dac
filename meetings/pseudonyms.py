"""Rooms, meetings: which labels hide somebody. A市町 does, 加古川市 does not. Nothing here knows who is hidden."""

import re
import unicodedata

_HIDDEN = r"(?:[A-Z]|[A-Z]{2}(?=市|町|村)|[甲乙丙丁]|[○〇◯●×*]{1,3})"
_GENERIC = (
    r"(?:市町村?|基礎自治体|自治体|団体|都道府県|道府県|市区町村|市|町|村|区|県|府|社|企業|事業者|法人|組合|協議会|大学|"
    r"委員|構成員|議員|アドバイザー|参加者|職員|担当者?|課長|首長|市長|町長|村長|氏|さん)"
)
_LETTER_FIRST = re.compile(rf"{_HIDDEN}{_GENERIC}(?:[\s(・].*|の?(?:職員|担当者?|課長|部長|首長|市長|町長|村長|代表))?")
_LETTER_LAST = re.compile(rf"{_GENERIC}{_HIDDEN}")


def is_pseudonym(label: str) -> bool:
    """Whether a label is a letter (or a mask such as ○○) with a generic word: A市町, B市, C社, 委員D.

    A place, office or person named openly is none, nor is a bare office (県, 事務局).
    """
    flat = unicodedata.normalize("NFKC", label).strip(" ()[]【】")
    flat = re.sub(r"(?<=[A-Z甲乙丙丁])\s+", "", flat)
    return bool(_LETTER_FIRST.fullmatch(flat) or _LETTER_LAST.fullmatch(flat))
