"""Meetings' room, minutes reader: spots that a person should look at. Every rule is general, named, and in a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from documents.readers import SourceText
from meetings.importing.dates import find_dates, find_fiscal_year, fiscal_year_of
from meetings.importing.lines import TAG
from meetings.importing.records import Doubt, MinutesRecord, Passage
from meetings.importing.widths import squeeze

SPEAKER_UNKNOWN, AGENDA_UNMATCHED, SUSPECTED_SLIP = "speaker_unknown", "agenda_unmatched", "suspected_slip"
PROPER_NOUN, NUMBER, DATE_CONFLICT = "proper_noun", "number", "date_conflict"
STRAY_MARKUP, SPLIT_JOIN, ATTACHMENT_MISSING = "stray_markup", "split_join", "attachment_missing"
SPEAKER_REQUEST = "speaker_request"
WEEKDAYS = "月火水木金土日"


@dataclass(frozen=True, slots=True)
class Confusion:
    """Two words that sound or look alike: `pattern` finds the wrong one in a place where only the other makes sense."""

    written: str
    meant: str
    pattern: re.Pattern[str]


_JUDGED = r"(?=で(?:ある|す|は)|だ|と(?:考え|思|なる|認識)|。)"  # what follows an adjective-like noun
_ADDRESSED = r"(?=と(?:する|した|なる|して)|者|世帯|地域|経費|事業|外)"  # what follows 対象
_ADVERBS = r"(?:とても|大変|非常に|最も|特に)?"

# (written, meant, where the written word makes no sense)
_TABLE = (
    ("需要", "重要", rf"(?:こと|の|点|姿勢|視点|観点)(?:が|は|も){_ADVERBS}需要{_JUDGED}"),
    ("重要", "需要", r"重要(?=(?:が|は)(?:増え|減っ|高ま|伸び|見込)|と供給|予測|の掘り起こし|を満たす)"),
    ("以外", "意外", r"(?:^|[、。])以外(?=と(?:知られ|少な|多|難し|簡単|うま)|に(?:多|少な|難し|簡単))"),
    ("意外", "以外", r"(?<=[一-龠ァ-ヴー])意外(?=の(?:市|町|村|県|団体|方|人|自治体|部署|課)|は(?:なし|対象外))"),
    ("保障", "保証", r"(?:品質|動作|性能|正確性)(?:を|の|は|が)?保障"),
    ("保証", "保障", r"(?:社会|安全|人権|医療)保証"),
    ("対照", "対象", rf"対照{_ADDRESSED}"),
    ("対称", "対象", rf"対称{_ADDRESSED}"),
    ("追求", "追及", r"責任(?:を|の)追求"),
    ("解放", "開放", r"(?:施設|校庭|会議室|データ|庁舎|図書館)(?:を|の|が)?(?:一般に)?解放"),
    ("以降", "移行", r"(?:システム|データ|クラウド|環境)(?:への?|に|の|を)?以降(?=する|し|作業|期限|計画)"),
    ("機会", "機械", r"機会(?=学習|翻訳|判読|化に)"),
    ("機械", "機会", r"(?:交流|研修|意見交換|発言|学ぶ)(?:の)?機械(?=を|が|と|に)"),
    ("異同", "異動", r"人事異同|異同(?=の時期|に伴|により|先|時期)"),
    ("移動", "異動", r"人事移動|(?:定期|職員の|担当者の)移動(?=に伴|により|で(?:引継|交代)|の時期)"),
    ("体勢", "体制", r"(?:推進|支援|実施|運営|組織|連携|協力)体勢"),
    ("体制", "態勢", r"(?:即応|臨戦)体制"),
    ("指示", "支持", r"(?:住民|市民|多く)の指示を(?:得|受けて)"),
    ("収める", "納める", r"(?:税|保険料|使用料|手数料)を(?:収める|収めた)"),
)
CONFUSIONS = tuple(Confusion(written, meant, re.compile(pattern)) for written, meant, pattern in _TABLE)
_PARTICLE = re.compile(
    r"(?<=[ぁ-ん一-龠ァ-ヴーA-Za-z0-9])、(?P<word>の(?=[一-龠ァ-ヴーすと])|を(?=[一-龠ァ-ヴーぁ-ん])|が(?=[一-龠ァ-ヴー])"
    r"|へ(?=[一-龠の])|に(?=よ[りる]|対し|関し|つい[てた]|おい[てた]))"
)
_DOUBLED = re.compile(
    r"(?P<word>をを|がが|にに|はは|(?<!も)のの(?!し)|(?<![こひ])とと(?!も|の)|でで|へへ|、、|。。|，，)"
)
_ODD_SEPARATION = re.compile(r"[ぁ-ん][。](?:の|を|が|は|に)(?=[一-龠])")
_MARKDOWN_LEFT = re.compile(r"\*\*[^*]+\*\*|\[[^\]]+\]\(https?://[^)]+\)|&(?:nbsp|amp|lt|gt|quot);|\\[a-z]+\{")
_PAPER_CITED = re.compile(r"資料\s*(?:No\.?)?\s*(?P<n>[0-9０-９]{1,2})(?![0-9０-９])")


def find_doubts(record: MinutesRecord, heading: str, weekday: int | None, source: SourceText) -> MinutesRecord:
    """The record with its doubtful spots, in the order of their lines. `heading` is the title line as printed."""
    found = [
        *_slips(record),
        *_markup(record, source),
        *_unknown_speakers(record),
        *_unmatched_agenda(record),
        *_dates(record, heading, weekday),
        *_splits(record),
        *_missing_papers(record),
    ]
    return replace(record, doubts=tuple(sorted(found, key=lambda doubt: (doubt.line, doubt.passage or 0))))


def slips_in(text: str) -> list[tuple[str, str, str]]:
    """(rule, words, note) for every suspected slip of a text. The text itself is never changed."""
    found: list[tuple[str, str, str]] = []
    for confusion in CONFUSIONS:
        for match in confusion.pattern.finditer(text):
            note = f"「{confusion.meant}」の書き誤りかもしれません。"
            found.append(("homophone", _around(text, match.start(), match.end()), note))
    for match in _PARTICLE.finditer(text):
        note = f"読点のすぐ後に「{match['word']}」が来ています。読点が余分か、語が抜けたのかもしれません。"
        found.append(("particle_after_comma", _around(text, match.start(), match.end()), note))
    for match in _DOUBLED.finditer(text):
        found.append(("doubled_sign", _around(text, match.start(), match.end()), "同じ字が続いています。"))
    for match in _ODD_SEPARATION.finditer(text):
        found.append(
            ("particle_after_stop", _around(text, match.start(), match.end()), "句点の後が助詞で始まっています。")
        )
    return found


def _around(text: str, begin: int, end: int) -> str:
    return text[max(0, begin - 8) : end + 8]


def _slips(record: MinutesRecord) -> Iterator[Doubt]:
    for passage in record.passages():
        for rule, excerpt, note in slips_in(passage.text):
            yield Doubt(SUSPECTED_SLIP, rule, passage.line, excerpt, note, passage.no)


def _markup(record: MinutesRecord, source: SourceText) -> Iterator[Doubt]:
    """Tags and signs of a markup language that were left in a source that is not written in it."""
    if source.media != "html":
        for no, line in enumerate(source.lines, 1):
            tag = TAG.search(line)
            if tag:
                yield Doubt(STRAY_MARKUP, "html_tag", no, tag[0], "文書の中にHTMLのタグが残っています。")
    for passage in record.passages():
        left = _MARKDOWN_LEFT.search(passage.text)
        if left:
            yield Doubt(
                STRAY_MARKUP, "markup_left", passage.line, left[0], "書式のための記号が残っています。", passage.no
            )


def _unknown_speakers(record: MinutesRecord) -> Iterator[Doubt]:
    said: set[str | None] = set()
    for turn in record.turns:
        if turn.kind == "other" and turn.speaker not in said:
            said.add(turn.speaker)
            note = "話者の立場がわかりません。市町・県・委員などから選んでください。"
            yield Doubt(
                SPEAKER_UNKNOWN, "label_without_role", turn.line, turn.speaker or "", note, _first(turn.paragraphs)
            )
        if turn.speaker is None and None not in said:
            said.add(None)
            note = "話者の名前がありません。記号から立場だけを推しはかっています。"
            yield Doubt(SPEAKER_UNKNOWN, "no_label", turn.line, "", note, _first(turn.paragraphs))


def _unmatched_agenda(record: MinutesRecord) -> Iterator[Doubt]:
    """Where the body follows the agenda, a section of the first level outside it, in a record that has an agenda."""
    matched = [section for section in record.sections if section.agenda_no and section.parent is None]
    if not matched:
        return
    for section in record.sections:
        if section.parent is None and section.agenda_no is None and section.heading:
            note = "この見出しに当たる議題が、次第にありません。"
            yield Doubt(AGENDA_UNMATCHED, "heading_not_in_agenda", section.line, section.heading, note)


def _dates(record: MinutesRecord, heading: str, weekday: int | None) -> Iterator[Doubt]:
    if record.date is None:
        return
    line = next((use.line for use in record.line_uses if "date" in use.uses), 1)
    if weekday is not None and record.date.weekday() != weekday:
        note = f"この日は{WEEKDAYS[record.date.weekday()]}曜日です。日付か曜日のどちらかが違います。"
        yield Doubt(DATE_CONFLICT, "weekday", line, f"{record.date.isoformat()}（{WEEKDAYS[weekday]}）", note)
    fiscal = find_fiscal_year(heading)
    if fiscal is not None and fiscal != fiscal_year_of(record.date):
        note = f"表題は{fiscal}年度ですが、開催日は{fiscal_year_of(record.date)}年度です。"
        yield Doubt(DATE_CONFLICT, "fiscal_year", line, squeeze(heading)[:40], note)
    titled = find_dates(heading, record.date.year)
    if titled and (titled[0].date.month, titled[0].date.day) != (record.date.month, record.date.day):
        yield Doubt(DATE_CONFLICT, "title_date", line, squeeze(heading)[:40], "表題の月日と開催日が違います。")
    if record.start and record.end and record.end <= record.start:
        excerpt = f"{record.start:%H:%M}–{record.end:%H:%M}"
        yield Doubt(DATE_CONFLICT, "end_before_start", line, excerpt, "終わりの時刻が始まりより前です。")


def _splits(record: MinutesRecord) -> Iterator[Doubt]:
    """Passages that break off or begin in the middle of a sentence, and turns without a word."""
    for turn in record.turns:
        if not turn.paragraphs:
            note = "発言の本文が見つかりません。前後の行と結合してください。"
            yield Doubt(SPLIT_JOIN, "turn_without_words", turn.line, turn.speaker or "", note)
    for passage in record.passages():
        if passage.text.endswith(("、", "，")):
            note = "読点で終わっています。次の行とつながるのかもしれません。"
            yield Doubt(SPLIT_JOIN, "ends_with_comma", passage.line, passage.text[-16:], note, passage.no)


def _missing_papers(record: MinutesRecord) -> Iterator[Doubt]:
    """A paper that somebody cites and that the list of papers does not have."""
    listed = {squeeze(one.label) for one in record.attachments if one.label}
    if not listed:
        return
    missed: set[str] = set()
    for passage in record.passages():
        for match in _PAPER_CITED.finditer(passage.text):
            label = squeeze(f"資料{match['n']}")
            if label not in listed and label not in missed and not any(one.startswith(f"{label}-") for one in listed):
                missed.add(label)
                note = f"「{label}」が資料の一覧にありません。"
                yield Doubt(ATTACHMENT_MISSING, "cited_not_listed", passage.line, match[0], note, passage.no)


def _first(passages: tuple[Passage, ...]) -> int | None:
    return passages[0].no if passages else None
