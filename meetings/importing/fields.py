"""Meetings' room, minutes reader: heading words (日時, ところ, 出席委員, Location …) and their values."""

import re
from dataclasses import dataclass, replace

from meetings.importing.dates import find_dates
from meetings.importing.lines import Line
from meetings.importing.spoken import is_prose
from meetings.importing.widths import fold, squeeze

# key → words, matched on the squeezed label as a whole.
WORDS: dict[str, str] = {
    "when": r"日時|開催日時|招集日時|会議日時|日時等|開催日|開催年月日|年月日|期日|月日|とき|日程・時間|開催期間|"
    r"意見照会期間|照会期間|実施期間|実施日時|(?:書面の?)?(?:回答|提出|意見提出)(?:期限|締切日?)"
    r"|書面開催日|議決日|決議日|date(?:and|&|/)?time|dateandtime|date|datetime|when",
    "hours": r"時間|開催時間|会議時間|time",
    "opened": r"開会|開会時刻|開議|開始|開始時刻|開会日時",
    "closed": r"閉会|閉会時刻|散会|散会時刻|終了|終了時刻|閉会日時",
    "where": r"場所|開催場所|会議場所|招集場所|招集の場所|会場|ところ|開催会場|実施場所|location|place|venue|where",
    "how": r"開催方法|開催形式|開催形態|形式|方法|会議形式|会議の方法|実施方法|format",
    "name": r"会議の名称|会議名|会議名称|名称|件名|審議会等の名称|審議会名|会議等の名称|附属機関等の名称|nameofmeeting",
    "people": r"出席者|出席委員|出席者等|出席議員|出席者名簿|出席構成員|参加者|出席した者|出席者(?:及び|・|、)|"
    r"出席者(?:及び|・)欠席者|出席者名|出席状況|出欠|委員の出欠|出席|参集者|参加|参加委員|参加団体|(?:参加|出席)(?:者数|人数|自治体|市町村?|機関)"
    r"|attendees|participants|present|members?present",
    "absent": r"欠席者|欠席委員|欠席議員|欠席構成員|欠席|absent|apologies",
    "staff": r"事務局|説明者|説明員|説明のため出席した者|事務局出席者|市出席者|県出席者|"
    r"職務のため出席した者|事務局職員|オブザーバー|傍聴者|傍聴人|傍聴|傍聴者数|傍聴人数"
    r"|委員|議長|会長|座長|書記|司会|進行|記録|記録者|会議録署名人|署名委員|署名人|幹事|その他出席者|関係者|"
    r"出席職員|担当課|所管課|主催|共催|事務担当|担当部署|お問い?合わせ先?"
    r"|公開区分|公開・非公開の別|公開・非公開|公開の可否|(?:会議の)?公開(?:・|又は|及び)非公開(?:の(?:別|区分|可否))?|会議の公開|公開・非公開の区分|非公開の理由|"
    r"傍聴の可否|作成者|作成日|提出者",
    "agenda": r"本日のテーマ|テーマ|協議テーマ|"
    r"議題|議事|次第|会次第|会議次第|議事次第|議事日程|日程|アジェンダ|案件|付議案件|付議事件|"
    r"会議に付した事件|本日の会議に付した事件|審議事項|協議事項|報告事項|報告案件"
    r"|審議案件|協議題|議案|会議内容|会議の議題|議題等|協議内容|議題及び議事|プログラム|本日の議題|内容|"
    r"agenda|items|program|programme",
    "papers": r"資料|配布資料|配付資料|会議資料|提出資料|配布資料一覧|資料一覧|当日資料|関係資料|添付資料|使用資料|"
    r"資料名|materials|documents|handouts",
    "decided": r"採決の結果|議決結果|審議結果|決定事項|決議事項|議決事項|合意事項|結論|decisions?|resolutions?",
    "body": r"議事録|議事内容|"
    r"議事要旨|議事要約|議事要録|議事概要|会議録|要旨|要点|概要|会議の結果|会議結果|会議経過|会議の経過|"
    r"会議の概要|会議概要|議事の経過|議事の概要|議事の要旨|議事経過"
    r"|審議経過|審議内容|審議概要|審議の経過|会議要旨|発言要旨|発言内容|発言記録|主な内容|主な意見|主な意見等|"
    r"主な発言|主な質疑|主な質疑応答|主なやり取り|主なやりとり"
    r"|質疑応答|質疑|意見交換|質疑・意見交換|意見交換・質疑|質問・意見|協議|討議|議事・意見交換|会議の内容|"
    r"会議の要旨|内容|記|議事詳細|意見等|会議の経過(?:等)?"
    r"|質疑及び意見|委員からの(?:主な)?意見(?:等)?|"
    r"発言者(?:及び|と)?(?:会議の経過|発言内容|内容|発言|発言要旨|経過|議事内容|審議経過)(?:\(.*\))?"
    r"|(?:主な)?(?:議論|質疑|意見|審議|議事|発言|質疑応答|意見交換|懇談|対話|やり取り|やりとり)等?の?(?:内容|概要|要旨|要点|経過|状況|記録)"
    r"|委員(?:から)?の?(?:主な)?意見(?:等)?|議題(?:及び|・|と)(?:主な)?(?:発言|意見|内容|議事)(?:要旨|内容|等)?"
    r"|(?:主な)?(?:質問|ご?意見)(?:等)?(?:と|及び|・|に対する)(?:その)?(?:回答|対応|市の考え方)(?:等)?"
    r"|(?:市長|町長|村長|知事)?発表(?:項目|事項|内容)?|minutes|discussions?|proceedings|summary|summaryof(?:the)?(?:discussions?|proceedings|meeting)",
    "aside": r"次回|次回予定|次回開催|次回日程|次回の日程|次回会議|今後の予定|今後のスケジュール|備考"
    r"|(?:書面|資料|議案)の?(?:送付|発送)日?|送付日|発送日",
    "overview": r"基本情報|会議情報|開催情報|overview|outline|開催概要|会議概要等|開催状況",
}
_KEYS = tuple((key, re.compile(rf"(?:{words})", re.I)) for key, words in WORDS.items())
_BRACKETS = re.compile(r"^[(【<\[〔〈《≪](.+?)[)】>\]〕〉》≫]$")
_BESIDE = re.compile(
    r"[\s,、/]+(?P<label>日\s?時|開催日時|時\s?間|場\s?所|開催場所|会\s?場|ところ|出席者?|参加者?|議\s?題)\s*(?::|\s)\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A heading word and the value beside it ("" where the value stands on the next lines)."""

    key: str
    label: str
    value: str
    bracketed: bool = False
    colon: bool = False


def key_of(label: str) -> str | None:
    """The field that a label names (`日　時`, `（主な内容）`, `Date and Time`), or None."""
    tight = squeeze(label).strip(":：・※*")
    bracket = _BRACKETS.match(tight)
    if bracket:
        tight = bracket[1]
    if not tight or len(tight) > 24:
        return None
    plain = re.sub(r"(?<=.)\([^()]*\)$", "", tight)
    for key, pattern in _KEYS:
        if pattern.fullmatch(tight) or pattern.fullmatch(plain):
            return key
    return None


def read_field(line: Line) -> FieldLine | None:
    """The field a line states, whatever marks stand before it; None where it states none."""
    found = _read_field(line)
    if found is not None and found.key == "agenda" and found.value and find_dates(found.value[:16]):
        return replace(found, key="when")  # 日程　平成30年3月14日
    return found


def _read_field(line: Line) -> FieldLine | None:
    text = line.body
    flat = fold(text)
    whole = key_of(text)
    if whole:
        return FieldLine(whole, text, "", bool(_BRACKETS.match(squeeze(text))), flat.rstrip().endswith(":"))
    colon = re.match(r"^([^:]{1,24}?)\s*:\s*", flat)
    if colon:
        key = key_of(text[: colon.end(1)])
        if key:
            return FieldLine(key, text[: colon.end(1)], text[colon.end() :].strip(), colon=True)
    bracket = re.match(r"^([(【\[〔][^)】\]〕]{1,16}[)】\]〕])\s*(\S.*)$", flat)
    if bracket and key_of(bracket[1]) not in (None, "body", "staff"):
        return FieldLine(str(key_of(bracket[1])), text[: bracket.end(1)], text[bracket.start(2) :].strip())
    return _spaced(text, flat)


def fields_beside(found: FieldLine) -> list[FieldLine]:
    """One field, or several that stand in one line (日時　…　場所　…)."""
    if found.key not in ("when", "hours", "where", "how", "name"):
        return [found]
    made: list[FieldLine] = []
    key, label, begin = found.key, found.label, 0
    for match in _BESIDE.finditer(fold(found.value)):
        value = found.value[begin : match.start()].strip()
        if not value:
            return [found]
        made.append(FieldLine(key, label, value, found.bracketed, found.colon))
        label, begin = found.value[match.start("label") : match.end("label")], match.end()
        key = key_of(label) or key
    return [*made, FieldLine(key, label, found.value[begin:].strip(), found.bracketed, found.colon)]


def _spaced(text: str, flat: str) -> FieldLine | None:
    """開催場所 みどり市役所, 日　時　平成15年…: the label is the longest beginning that is a heading word."""
    for cut in reversed(list(re.finditer(r"\s+", flat[:30]))):
        key = key_of(text[: cut.start()])
        value = text[cut.end() :].strip()
        if key and value and (key != "body" or not is_prose(value)):
            return FieldLine(key, text[: cut.start()], value)
    return None


def pairs_in_cells(cells: tuple[str, ...]) -> list[FieldLine]:
    """The fields of a table row where labels and values take turns (日時 | … | 場所 | …); empty where it is none."""
    found: list[FieldLine] = []
    at = 0
    while at < len(cells):
        key = key_of(cells[at]) if cells[at] else None
        if key is None:
            return found if found else []
        value = cells[at + 1] if at + 1 < len(cells) else ""
        if value and key_of(value) and key_of(value) != "staff":
            return []
        found.append(FieldLine(key, cells[at], value))
        at += 2
    return found
