"""Meetings' room, minutes reader: is this piece of text the label of a speaker, and who is it?"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from meetings.importing import roles
from meetings.importing.numerals import NUMBER
from meetings.importing.widths import fold, squeeze

MAX_LABEL = 30
_FORBIDDEN = re.compile(r"[。、,!?「」『』:;=→~・※\n\"]|https?|について|である$|ました$|です$|[出欠]席")
_PAREN = re.compile(r"^(?P<head>[^()]+?)\s*\((?P<inner>[^()]+)\)\s*(?P<tail>[^()]{0,3})$")
_LETTERED = re.compile(
    r"^(?:[A-Z]{1,2}|[甲乙丙丁戊]|[①-⑳]|某|[○●◯]{1,2})(?P<word>市町村|市町|市|町|村|区|団体|自治体|県)(?:さん)?$"
)
_LETTERED_PERSON = re.compile(
    r"^(?:[A-Z]{1,2}|[甲乙丙丁])(?P<word>委員|構成員|議員|会員|氏|さん|社|アドバイザー|職員|課|記者)?$"
)
_COUNTED = re.compile(r"^(?P<who>[^\sA-Z0-9をがはにへと]{2,12})(?:[A-Z]|[①-⑳]|[0-9]{1,2})(?:さん|氏|様)?$")
_SEAT = re.compile(rf"^{NUMBER}番(?:議員)?$")
_PREFECTURE_WORD = re.compile(
    r"^(?:県|都|府|道|県庁|本県|当県|県側|県[^市町村]{0,12}[課部局室]|[^市町村\s]{1,4}[県府]|北海道|東京都)$"
)
_PREFECTURE_HEAD = re.compile(r"^[^市町村区\s]{0,4}(?:県|府)(?:庁)?\s*\S")
_TOWN_WORD = re.compile(
    r"^(?:(?!(?:[そこあど]|他|ほか|隣|となり|近隣|周辺|各地|県内|次|うち)の)"
    r"[^\s市町村区]{1,6}[市町村区]|市町村?|各市町)$"
)
_DISTRICT = re.compile(r"^[^\s、。]{1,8}(?:地区|学区|校区|自治会|町内会)$")
_OFFICER = re.compile(r"^[一-龠々ァ-ヴー]{1,10}[長監官役]$")
_PERSON = re.compile(r"^[一-龠々ぁ-んァ-ヴー]{1,5}\s+[一-龠々ぁ-んァ-ヴー]{1,5}\s*(?:君|氏)?$|^[一-龠々]{2,6}君$")
_TOWN_HEAD = re.compile(r"^[^\s市町村区の]{1,5}[市町村]\s+\S")
_OFFICE = re.compile(r"^(?:市|町|村|区|本市|当市|本町|当町|庁内|[^\s]{1,14}(?:課|室|係|局|部))$")
_DEPARTMENT = re.compile(
    r"(?:[ァ-ヴー]{2,}|[A-Z]{2,}|市民|町民|住民|総務|総合|企画|政策|情報|財政|税務|福祉|健康|保健|教育|建設|都市|環境|産業|商工|観光|農林|農政|水道"
    r"|消防|防災|危機|契約|会計|人事|職員|広報|行政|地域|自治|子ども|こども|電子|窓口|交通|土木|経済|学校|生涯|議会|秘書|管財|統計)"
)


@dataclass(frozen=True, slots=True)
class Label:
    """A speaker as printed (`text`), who that is, and how sure: `firm` labels need no context."""

    text: str
    kind: str
    person: str | None = None
    role: str | None = None
    firm: bool = True
    bare: bool = False  # nothing but a role: 委員, 事務局, 会長


@lru_cache(maxsize=4096)
def label_of(text: str) -> Label | None:
    """The label a text is, or None: a role, a name with a role, a seat, a (lettered) town, a prefecture, English."""
    text = text.strip()
    flat = fold(text)
    if not flat or len(flat) > MAX_LABEL or _FORBIDDEN.search(flat):
        return None
    paren = _PAREN.match(flat)
    if paren and not roles.english_role(flat):
        return _with_aside(text, paren)
    if "(" in flat or ")" in flat:
        return None
    return _plain(text, flat, squeeze(text))


def _with_aside(text: str, paren: re.Match[str]) -> Label | None:
    """議長（風間太郎君）, 事務局（市民課デジタル担当）, 山田（A社）."""
    head = label_of(text[: paren.end("head")].strip())
    inner = text[paren.start("inner") : paren.end("inner")].strip()
    if head is None and _OFFICER.match(squeeze(text[: paren.end("head")])) and _PERSON.match(inner):
        head = Label(text, roles.OFFICIAL, firm=False)
    if head is None or re.search(r"により|のとおり|に基づ|を説明|から説明|説明$", inner):
        return None
    plain = re.sub(rf"(?:{roles.HONORIFICS})$", "", inner.strip())
    is_role = roles.role_at_end(squeeze(inner)) or _OFFICE.match(squeeze(inner)) or "担当" in inner
    if not is_role and (head.bare or head.person is None):
        return replace(head, text=text, person=plain, role=head.role or head.text)
    return replace(head, text=text, role=inner)


def _plain(text: str, flat: str, tight: str) -> Label | None:
    english = roles.english_role(flat)
    if english:
        return Label(text, english[0], person=english[1], bare=english[1] is None)
    kind = roles.exact_kind(tight)
    if kind:
        return Label(text, _office_kind(flat, kind), bare=True)
    lettered = _LETTERED.match(tight)
    if lettered:
        return Label(text, roles.PREFECTURE if lettered["word"] == "県" else roles.MUNICIPALITY)
    person = _LETTERED_PERSON.match(tight)
    if person:
        word = person["word"] or ""
        return Label(text, (roles.role_at_end(word) or (roles.MEMBER, ""))[0], firm=bool(word))
    if _SEAT.match(tight):
        return Label(text, roles.MEMBER)
    if _PREFECTURE_WORD.match(tight):
        return Label(text, roles.PREFECTURE)
    return _named(text, flat, tight)


def _named(text: str, flat: str, tight: str) -> Label | None:
    """A name or a place with or without a role behind it."""
    if _OFFICE.match(tight) and len(tight) <= 3:
        return Label(text, roles.OFFICIAL, firm=len(tight) > 1, bare=True)
    if _DISTRICT.match(tight):
        return Label(text, roles.MEMBER, firm=False)
    if _TOWN_WORD.match(tight):
        return Label(text, roles.MUNICIPALITY, firm=False)
    found = roles.role_at_end(tight)
    if found:
        return _name_and_role(text, flat, tight, *found)
    counted = _COUNTED.match(tight)
    found = roles.role_at_end(counted["who"]) if counted else None
    if counted and found and found[0] in (roles.MEMBER, roles.GUEST, roles.ADVISER, roles.OFFICIAL):
        return Label(text, found[0], role=counted["who"])
    if roles.has_honorific(tight) and len(tight) <= 20:
        parts = flat.split()
        person = re.sub(rf"(?:{roles.HONORIFICS})$", "", text[flat.rfind(parts[-1], 0) :].strip()) if parts else None
        if len(parts) > 1 and parts[-1] in roles.HONORIFICS.split("|"):
            person = text[: flat.rfind(parts[-1])].split()[-1]
        return Label(text, roles.MEMBER, person=person or None)
    if _OFFICE.match(tight):
        return Label(text, roles.OFFICIAL, firm=False)
    return None


def _name_and_role(text: str, flat: str, tight: str, kind: str, word: str) -> Label | None:
    if (
        len(tight) > 24
        or re.search(r"[をがはにへとも](?!り)", tight[: -len(word)] or "")
        and re.search(r"[ぁ-ん]{3,}", tight)
    ):
        return None
    before = tight[: len(tight) - len(word)]
    parts = flat.split()
    office = _office_kind(flat, kind)
    if len(parts) > 1 and word.endswith("会長") and roles.names_a_body(parts[0]) and not parts[-1].startswith(word):
        office = roles.MEMBER
    person, role = _split(before, word)
    return Label(text, office, person=person, role=role)


def _office_kind(flat: str, kind: str) -> str:
    """An official of a prefecture or of a town speaks for it."""
    if kind != roles.OFFICIAL:
        return kind
    if (_PREFECTURE_HEAD.match(flat) and len(flat.split()) > 1) or re.match(r"県(?![土税民立議央北南東西内])", flat):
        return roles.PREFECTURE
    if _TOWN_HEAD.match(flat):
        return roles.MUNICIPALITY
    if re.match(r"^事務局[\s(]", flat):
        return roles.SECRETARIAT
    return kind


def _split(before: str, word: str) -> tuple[str | None, str]:
    """(person, role) of 早瀬デジタル推進部長: the name ends where a department's words begin."""
    department = _DEPARTMENT.search(before)
    if department is None:
        return before or None, word
    return before[: department.start()] or None, before[department.start() :] + word
