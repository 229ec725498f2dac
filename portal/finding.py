"""Roof: what a typed code leads to, and where a found row lives."""

from django.urls import reverse

from accounts.visibility import Viewer
from cases.models import CaseStudy
from matching.models import Need
from meetings.models import Commitment, Meeting, Statement
from search.choices import Kind
from search.find import Hit
from vocabulary.codes import parse_code

type Findable = CaseStudy | Commitment | Meeting | Need | Statement
# letter of the code -> the model that gives it
CODED: dict[str, type[Findable]] = {"C": CaseStudy, "N": Need, "M": Meeting, "H": Commitment}
PAGES = {Kind.CASE: "cases:detail", Kind.NEED: "matching:need", Kind.MEETING: "meetings:detail"}


def jump(text: str, viewer: Viewer) -> str:
    """The address behind a typed code, "" when it is no code or nothing that `viewer` may read."""
    code = parse_code(text)
    if code is None:
        return ""
    model: type[Findable] | None = Statement if code.statement else CODED.get(code.letter)
    row: Findable | None = model.objects.visible_to(viewer).by_code(text).first() if model else None
    return row.get_absolute_url() if row else ""


def address(hit: Hit) -> str:
    """The page of a hit, from its kind and code alone."""
    if hit.kind == Kind.STATEMENT:
        meeting, _, number = hit.code.rpartition("-")
        return reverse("meetings:statement", args=[meeting, number])
    return reverse(PAGES[Kind(hit.kind)], args=[hit.code])
