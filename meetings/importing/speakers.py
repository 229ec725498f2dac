"""Meetings' room, minutes reader: the forms in which a line says who speaks, and which of them a record uses."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from meetings.importing.asking import question_alone, read_question
from meetings.importing.labels import Label, label_of
from meetings.importing.lines import Line
from meetings.importing.marks import mark_of
from meetings.importing.roles import names_a_body
from meetings.importing.signatures import signature_of
from meetings.importing.spoken import FILLED_MARKS, SPEAKING_MARKS, Spoken, is_prose
from meetings.importing.stamps import stamp_before, stamp_behind
from meetings.importing.widths import fold

_PAIRS = {"p": "()", "k": "【】", "a": "<>", "s": "[]", "t": "〔〕", "y": "〈〉", "d": "≪≫", "w": "《》"}
_BRACKET = re.compile(
    r"^(?:\((?P<p>[^()]{1,30}(?:\([^()]{1,20}\))?)\)|"
    + "|".join(
        rf"{re.escape(pair[0])}(?P<{name}>[^{re.escape(pair)}]{{1,30}}){re.escape(pair[1])}"
        for name, pair in _PAIRS.items()
        if name != "p"
    )
    + r")\s*:?\s*"
)
_COLON = re.compile(r"^(?P<label>[^:]{1,34}?)\s*:\s*(?P<rest>.*)$")
_NO_NAME = re.compile(
    r"^(?:[問答質QA]|回答|要望|提案|指摘|参考|補足|注|理由|例|別紙|資料|以上|仮|案|略|備考|説明|質疑|意見|結果|要旨|概要|その他|目的|内容|経過|現状|課題|対応|方針|今後|主な|追記|訂正)"
)
_CLOSED = re.compile(r"^(?P<label>[^:()<>「」]{1,20}?)\s*(?:\)|>+|=>|→|⇒|…+|[-―—–]{2,}|/|「)\s*(?=\S)")
_COLUMN = re.compile(r"^(?P<label>\S+(?:\s\S+)??(?:\s*\([^()]{1,20}\))?)(?:\s+)(?P<rest>\S.*)$")
_DECIDED = re.compile(
    r"^\s*(?:原案(?:の)?(?:とおり|どおり))?\s*(?:可決|承認|了承|決定|否決|採択|不採択|継続審査|継続審議|異議なし|同意)"
)
REPEATED = ("colon-name", "bracket-name")
_WHOLE = ("mark", "colon", "bracket-p", "bracket-k", "bracket-a", "bracket-s", "bracket-t", "bracket-y", "bracket-d",
          "bracket-w")  # fmt: skip


def read_spoken(lines: list[Line], at: int) -> Spoken | None:
    """The turn that line `at` could begin; where its words are wrapped, the sentence is judged as a whole."""
    found = _read_spoken(lines, at)
    if found is not None:
        return found
    below = _wrapped_below(lines, at)
    if not below:
        return None
    line = lines[at]
    whole = replace(line, text=line.text + below, flat=line.flat + fold(below))
    found = _read_spoken([whole], 0)
    if found is None or found.form not in _WHOLE or len(found.rest) < len(below) + 4:
        return None
    return replace(found, rest=found.rest[: -len(below)].rstrip())


def _wrapped_below(lines: list[Line], at: int) -> str:
    """What lies below up to the end of the sentence, where this line breaks off in its midst; "" elsewhere."""
    line = lines[at]
    if line.cells or len(line.flat) < 14 or is_prose(line.flat[-1:]):
        return ""
    below = ""
    for one in lines[at + 1 : at + 4]:
        if one.gap or one.mark is not None or one.cells or re.match(r"[^。]{0,20}:", one.flat):
            return ""
        below += one.text
        if "。" in one.flat:
            return below
    return ""


def _read_spoken(lines: list[Line], at: int) -> Spoken | None:
    """The turn that line `at` could begin, tried from the surest form to the weakest; None where there is none."""
    line = lines[at]
    flat = line.flat
    mark = line.mark
    if mark and (mark.kind in SPEAKING_MARKS or mark.sign in FILLED_MARKS) and mark.end < len(flat) + 1:
        marked = _marked(lines, at)
        if marked:
            return marked
    if mark and mark.kind == "arrow":
        return None if _DECIDED.match(line.flat[mark.end :]) else _arrow(line)
    body = line.flat[mark.end :] if mark and mark.kind in ("bullet", "hash", "circle", "square") else flat
    text = line.text[len(line.text) - len(body) :]
    if mark and mark.numbered and mark.end < len(flat):
        inner = _bracket(line.text[mark.end :], flat[mark.end :]) or _colon(line.text[mark.end :], flat[mark.end :])
        if inner and inner.rest and inner.form != "colon-name":
            return inner
    stamp = stamp_before(body)
    if stamp:
        return _stamped(line, text[stamp:], body[stamp:])
    sure = _bracket(text, body) or read_question(text, body) or _colon(text, body) or _closed(text, body)
    if sure or (mark and mark.numbered):
        return sure
    return _list_head(lines, at) or _hash_head(lines, at) or _column(lines, at, text, body) or _alone(lines, at)


def _bracket(text: str, flat: str) -> Spoken | None:
    """（会長） alone, （委員）本文, 【宮城委員】本文, ＜事務局＞本文."""
    match = _BRACKET.match(flat)
    if match is None or match.lastgroup is None:
        return None
    inside = text[match.start(match.lastgroup) : match.end(match.lastgroup)]
    label = label_of(inside)
    rest = text[match.end() :]
    if label is None and match["p"] and is_prose(rest) and match.end() < len(flat):
        return _unknown_bracket(inside.strip(), rest)
    if label is None or (rest and not is_prose(rest)):
        return None
    weak = not label.firm and not rest and len(inside) > 1 and match["p"] is None
    return Spoken(f"{'weak' if weak else 'bracket'}-{match.lastgroup}", label, rest, label.kind)


def _unknown_bracket(name: str, rest: str) -> Spoken | None:
    """（水辺の会）本文: nobody the words of roles would know; believed where it comes again beside known speakers."""
    if len(name) > 12 or re.search(r"[。、「」\d]", name) or _NO_NAME.search(name):
        return None
    kind = "member" if names_a_body(name) else "other"
    return Spoken("bracket-name", Label(name, kind, firm=False), rest, kind)


def _colon(text: str, flat: str) -> Spoken | None:
    """桐谷座長：本文, 委員長（綾瀬君）：本文, Secretariat: text."""
    match = _COLON.match(flat)
    if match is None:
        return None
    label = label_of(text[: match.end("label")])
    rest = text[match.start("rest") :]
    if label is None:
        return _unknown_colon(text, match, rest)
    if rest and not is_prose(rest):
        return None
    return Spoken("colon", label, rest, label.kind)


def _unknown_colon(text: str, match: re.Match[str], rest: str) -> Spoken | None:
    """A short name without a role before a colon and a sentence: believed only where it comes again."""
    name = text[: match.end("label")].strip()
    if not rest or not is_prose(rest) or len(name) > 12 or re.search(r"[。、「」\d※]", name):
        return None
    if names_a_body(name) and not _NO_NAME.search(name):
        return Spoken("colon-name", Label(name, "member", firm=False), rest, "member")
    if not re.fullmatch(r"[一-龠々ァ-ヴーA-Za-z.\s　]{1,12}", name):
        return None
    return Spoken("colon-name", Label(name, "other", person=name, firm=False), rest, "other")


def _closed(text: str, flat: str) -> Spoken | None:
    """大久保会長）本文, 会長＞本文, 会長「本文」: a sign closes the label; believed where it comes again."""
    match = _CLOSED.match(flat)
    label = label_of(text[: match.end("label")]) if match else None
    if match is None or label is None or not label.firm:
        return None
    rest = text[match.end() :]
    if fold(text[match.end("label") : match.end()]).strip() == "「":
        rest = rest[:-1] if rest.endswith("」") else ""
    return Spoken("closed", label, rest, label.kind) if is_prose(fold(rest)) else None


def _stamped(line: Line, text: str, flat: str) -> Spoken | None:
    """[10:05] 会長: 本文, 10:05 ○事務局　本文: the time stands before any of the other forms."""
    mark = mark_of(flat)
    if mark and mark.kind in SPEAKING_MARKS:
        text, flat = text[mark.end :], flat[mark.end :]
    return _bracket(text, flat) or _colon(text, flat) or _column([line], 0, text, flat)


def _marked(lines: list[Line], at: int) -> Spoken | None:
    """○議長（風間太郎君）　本文; 〇深町市民部長 alone; ○ alone with the name on the next line."""
    line = lines[at]
    if line.mark is None:
        return None
    body, flat = line.text[line.mark.end :], line.flat[line.mark.end :]
    if not flat.strip():
        return _name_below(lines, at)
    headed = question_alone(lines, at, flat)
    if headed:
        return headed
    whole = label_of(body)
    if whole:
        form = "mark-alone" if whole.firm or line.mark.kind != "square" else "mark-weak"
        return Spoken(form, _without_aside(whole), "", whole.kind)
    for cut in re.finditer(r"\s+|:\s*|(?<=\))", flat):
        label = label_of(body[: cut.start()])
        rest = body[cut.end() :]
        if label and is_prose(rest) and label_of(rest) is None:
            return Spoken("mark", _without_aside(label), rest, label.kind)
        if cut.start() > 34:
            break
    return _broken_name(lines, at, body)


def _name_below(lines: list[Line], at: int) -> Spoken | None:
    """A mark alone on its line: the label stands on the next one, alone or before the words."""
    if at + 1 >= len(lines):
        return None
    below = lines[at + 1]
    if below.mark is not None:
        return None
    whole = label_of(below.text)
    if whole:
        return Spoken("mark-below", _without_aside(whole), "", whole.kind, spans=2)
    for cut in re.finditer(r"\s+", below.flat):
        label = label_of(below.text[: cut.start()])
        rest = below.text[cut.end() :]
        if label and is_prose(rest):
            return Spoken("mark-below", _without_aside(label), rest, label.kind, spans=2)
    return None


def _broken_name(lines: list[Line], at: int, body: str) -> Spoken | None:
    """◎早瀬川 and 総合政策部長 on the next line: one label in two lines."""
    if at + 1 >= len(lines) or len(body) > 8 or is_prose(body) or lines[at + 1].mark is not None or lines[at + 1].gap:
        return None
    below = lines[at + 1].text
    role = label_of(below)
    if role is None or role.person is not None or len(below) > 16:
        return None
    joined = label_of(f"{body} {below}")
    if joined is None:
        return None
    label = Label(joined.text, role.kind, person=body.strip(), role=below)
    return Spoken("mark-alone", label, "", role.kind, spans=2)


def _arrow(line: Line) -> Spoken | None:
    """→ 回答: an answer; the label may follow the arrow."""
    inner = _bracket(line.body, line.flat[line.mark.end :]) if line.mark else None
    if inner:
        return Spoken("arrow", inner.label, inner.rest, inner.kind)
    signed = signature_of(line.body)
    if signed:
        return Spoken("arrow", signed[1], signed[0], signed[1].kind)
    return Spoken("arrow", None, line.body, "official") if line.body else None


def _column(lines: list[Line], at: int, text: str, flat: str) -> Spoken | None:
    """委員　本文: label and words parted by space only; also a label whose bracket closes on the next line."""
    broken = _broken_aside(lines, at)
    if broken:
        return broken
    found: Spoken | None = None
    for cut in re.finditer(r"\s+", flat):
        if cut.start() > 24 or (found is not None and not _letter_spaced(flat[: cut.start()])):
            break
        label = label_of(text[: cut.start()])
        rest = text[cut.end() :]
        wide = "\u3000" in text[cut.start() : cut.end()] or cut.end() - cut.start() > 1
        strict = label is not None and (label.bare or (label.firm and wide)) and not label.text.isascii()
        if label and strict and _speech(rest) and label_of(rest) is None:
            found = Spoken("column", label, rest, label.kind)
        elif label and found is None and _speech(rest) and label_of(rest) is None and not label.text.isascii():
            found = Spoken("column-weak", label, rest, label.kind)
    return found


def _list_head(lines: list[Line], at: int) -> Spoken | None:
    """A label as an item of a list, its words as the items one step further in."""
    line = lines[at]
    below = lines[at + 1] if at + 1 < len(lines) else None
    if line.mark is None or line.mark.kind != "bullet" or below is None or below.gap or below.mark is None:
        return None
    label = label_of(re.sub(r":\s*$", "", line.body))
    if label is None or below.indent <= line.indent or not is_prose(below.flat):
        return None
    return Spoken("list-head", label, "", label.kind)


def _hash_head(lines: list[Line], at: int) -> Spoken | None:
    """### 大野委員: a Markdown or HTML heading that is a label, the words below."""
    line = lines[at]
    if line.mark is None or line.mark.kind != "hash" or at + 1 >= len(lines):
        return None
    label, below = label_of(line.body), lines[at + 1]
    if label is None or below.cells or (below.mark is not None and below.mark.kind == "hash"):
        return None
    return Spoken("hash-head", label, "", label.kind) if is_prose(below.flat) else None


def _letter_spaced(flat: str) -> bool:
    """町　長: a role set with space between its letters; the label then ends behind the last of them."""
    return all(len(part) == 1 for part in flat.split())


def _alone(lines: list[Line], at: int) -> Spoken | None:
    """委員 alone on a line without any sign, a sentence on the next."""
    line = lines[at]
    stamp = stamp_behind(line.flat)
    label = None if line.mark or line.cells else label_of(line.text[:stamp])
    if label is None or not (label.firm or stamp < len(line.flat) or line.tag == "dt") or at + 1 >= len(lines):
        return None
    below = lines[at + 1]
    if below.cells or label_of(below.text) or not is_prose(below.flat):
        return None
    return Spoken("alone", label, "", label.kind)


def _speech(rest: str) -> bool:
    numbered = re.match(r"^[0-9０-９]{1,2}[\s　.．]", rest)
    return is_prose(rest) or bool(numbered) or len(rest) >= 20


def _broken_aside(lines: list[Line], at: int) -> Spoken | None:
    """事務局（情報 / 推進課長）: a narrow column broke the label."""
    line = lines[at]
    if line.flat.count("(") != line.flat.count(")") + 1 or len(line.text) > 14 or at + 1 >= len(lines):
        return None
    below = lines[at + 1]
    close = below.flat.find(")")
    if not 0 <= close <= 14:
        return None
    label = label_of(line.text + below.text[: close + 1])
    rest = below.text[close + 1 :].strip()
    return Spoken("column", label, rest, label.kind, spans=2) if label else None


def _without_aside(label: Label) -> Label:
    """Behind a circle the bracket is an explanation, so the label is what stands before it (議長, 事務局)."""
    head = re.split(r"[（(]", label.text)[0].strip()
    return Label(head, label.kind, label.person, label.role, label.firm, label.bare)


def forms_used(spoken: Iterable[Spoken]) -> Counter[str]:
    """How often each speaker form was read; an unknown name before a colon counts only where it comes again."""
    counted: Counter[str] = Counter()
    names: Counter[tuple[str, str]] = Counter()
    for one in spoken:
        counted[one.form] += 1
        if one.form in REPEATED and one.label:
            names[one.form, one.label.text] += 1
    for form in REPEATED:
        counted[form] = sum(count for (of, _), count in names.items() if of == form and count > 1)
    return counted
