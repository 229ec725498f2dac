"""Meetings' room, minutes reader: how a record as a whole is written, so that weak signs are read in its own way."""

import re
from dataclasses import dataclass, field

from meetings.importing.fields import read_field
from meetings.importing.labels import Label, label_of
from meetings.importing.lines import Line
from meetings.importing.signatures import signature_of
from meetings.importing.speakers import forms_used, read_spoken
from meetings.importing.spoken import Spoken, is_prose

SURE_FORMS = ("mark", "mark-below", "mark-alone", "colon", "arrow", "asked", "answered", "bracket-p", "bracket-k",
              "bracket-a",
              "bracket-s", "bracket-t", "bracket-y", "bracket-d", "bracket-w")  # fmt: skip
UNNAMED_FORMS = ("arrow", "asked", "answered", "colon-name", "bracket-name")
NEEDS_TWO = ("column", "colon-name", "alone", "closed", "list-head", "hash-head")
_LEGEND = re.compile(
    r"(?P<sign>[○●◎◆◇■□▲△・→])\s*(?:印)?\s*(?:[:=は…]|-+)\s*(?P<who>[^\s、,。:()○●◎◆◇■□▲△→]{1,12}?)(?:の?(?:発言|意見|質問|回答|説明)[^、,)]*)?(?=$|[\s、,。)])"
)


@dataclass(slots=True)
class Profile:
    """The speaker forms a record uses, what its circles mean, and the signs its legend explains."""

    forms: dict[str, int] = field(default_factory=dict)
    circle: str = "item"  # statement | heading | item
    dot_answers: bool = False
    signed: bool = False  # statements end with their speaker: …と思う。（Ａ委員）
    legend: dict[str, Label] = field(default_factory=dict)
    legend_lines: set[int] = field(default_factory=set)
    spoken: dict[int, Spoken] = field(default_factory=dict)

    @property
    def named(self) -> int:
        """How many lines name a speaker; a form that needs a second one to be believed does not count alone."""
        return sum(
            count
            for form, count in self.forms.items()
            if form not in UNNAMED_FORMS and "weak" not in form and (count > 1 or form not in NEEDS_TWO)
        )

    def trusts(self, spoken: Spoken) -> bool:
        """Whether a form is believed in this record: sure forms always, weak ones where they come again."""
        if spoken.form == "bracket-name":
            return self.forms.get("bracket-name", 0) >= 2 and self.forms.get("bracket-p", 0) >= 1
        if spoken.form in NEEDS_TWO:
            return self.forms.get(spoken.form, 0) >= 2 or (spoken.form != "colon-name" and self.named >= 2)
        if spoken.form.startswith(
            "weak-"
        ):  # ＜峠村＞ may be a heading, unless ＜県＞ or another town shows that it speaks
            return self.forms.get(spoken.form.replace("weak", "bracket"), 0) + self.forms[spoken.form] >= 2
        if spoken.form == "mark-weak":  # ■ひばり市 may be a heading, unless ■座長 shows what the sign is for
            return self.forms.get("mark-alone", 0) >= 1
        if spoken.form == "column-weak":  # a town and one half-width space: where the record parts labels by space
            return self.forms.get("column", 0) >= 2
        return spoken.form in SURE_FORMS


def profile_of(lines: list[Line]) -> Profile:
    """Reads a record once through and says how it is written."""
    profile = Profile()
    for at in range(len(lines)):
        spoken = read_spoken(lines, at)
        if spoken is not None:
            profile.spoken[at] = spoken
    profile.forms = dict(forms_used(profile.spoken.values()))
    _read_legend(profile, lines)
    _read_circles(profile, lines)
    profile.signed = profile.named == 0 and sum(1 for line in lines if _signed(line)) >= 2
    return profile


def _signed(line: Line) -> bool:
    return not line.cells and signature_of(line.body, line.mark is not None) is not None


def _read_legend(profile: Profile, lines: list[Line]) -> None:
    """（○：委員、●：事務局）: which sign stands for whom."""
    for line in lines:
        found = {}
        for match in _LEGEND.finditer(line.flat):
            label = label_of(line.text[match.start("who") : match.end("who")])
            if label is not None:
                found[match["sign"]] = label
        if len(found) >= 2:
            profile.legend |= found
            profile.legend_lines.add(line.no)


def _read_circles(profile: Profile, lines: list[Line]) -> None:
    circles = [
        (at, line) for at, line in enumerate(lines)
        if line.mark and line.mark.kind == "circle" and at not in profile.spoken and line.body
        and read_field(line) is None
    ]  # fmt: skip
    prose = [line for _, line in circles if is_prose(line.flat)]
    if profile.named == 0 and prose and len(prose) * 2 >= len(circles):
        profile.circle = "statement"
        filled = [line for line in lines if line.mark and line.mark.sign == "●" and is_prose(line.flat)]
        profile.dot_answers = bool(filled) and "arrow" not in profile.forms
    elif len(circles) >= 2 and not prose:
        profile.circle = "heading"
