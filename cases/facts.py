"""Rooms, cases: the one table of facts: which are needed to publish, which help a copier, how one tells they are there.

The order of the table is the order of the form and of the check page; `PAGE_ORDER` puts the six that a copier asks
for first on top of the page.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from accounts.choices import Basis
from cases.choices import AfterGrant, FundingSource
from cases.models import CaseStudy

NOT_WRITTEN = "記載なし"
NOT_IN_SOURCE = "不明（出典に記載なし）"


@dataclass(frozen=True)
class Fact:
    """One fact. `tip` is its place among the five of a tip (0 = not among them), `tip_label` its name there."""

    key: str
    label: str
    step: str
    is_told: Callable[[CaseStudy], bool]
    needed: bool = False
    helps: bool = False
    tip: int = 0
    tip_label: str = ""


def in_words(name: str) -> Callable[[CaseStudy], bool]:
    """Told when the column holds more than blanks."""
    return lambda case: bool(str(getattr(case, name)).strip())


def has_effect(case: CaseStudy) -> bool:
    """前→後 of one indicator at least."""
    return any(effect.before is not None and effect.after is not None for effect in case.effects.all())


def has_cost(case: CaseStudy) -> bool:
    """One amount that is known, or the word that it cost nothing."""
    return case.costs().total is not None or FundingSource.NONE in case.funding


FACTS: tuple[Fact, ...] = (
    Fact("title", "題名", "basics", in_words("title"), needed=True),
    Fact("work_removed", "減る作業", "effect", in_words("work_removed"), needed=True),
    Fact("effects", "効果", "effect", has_effect, needed=True),
    Fact("evidence", "効果の根拠", "effect", in_words("evidence"), needed=True),
    Fact("cost_lines", "費用", "cost", has_cost, needed=True),
    Fact("funding", "財源", "cost", lambda case: bool(case.funding), needed=True),
    Fact("after_grant", "交付金が終わったあと", "cost", in_words("after_grant"), needed=True),
    Fact(
        "contact", "問い合わせ先（課）", "basics", in_words("contact"), needed=True, tip=5, tip_label="話せる人（課）"
    ),
    Fact("period", "期間", "period", in_words("period"), helps=True),
    Fact("staffing", "人員", "period", in_words("staffing"), helps=True),
    Fact("engagement", "原課の巻き込み方", "office", in_words("engagement"), helps=True),
    Fact("work_added", "増えた作業", "office", in_words("work_added"), helps=True),
    Fact("pitfalls", "つまずいた点", "lessons", in_words("pitfalls"), helps=True),
    Fact("impressions", "使ってみた感想", "lessons", in_words("impressions"), helps=True),
    Fact("tools", "道具", "period", lambda case: bool(case.tools.all()), helps=True, tip=4, tip_label="使った道具"),
    Fact("vendor", "事業者と契約方法", "period", in_words("vendor"), helps=True),
    Fact("network", "ネットワーク条件", "period", in_words("network"), helps=True),
    Fact("documents", "様式・仕様書の有無", "period", in_words("documents"), helps=True),
    Fact("preconditions", "前提（人口・件数など）", "period", in_words("preconditions"), helps=True),
    Fact("stop_criteria", "やめる条件", "office", in_words("stop_criteria"), helps=True),
    Fact("trouble", "困っていたこと", "tip", in_words("trouble"), tip=1),
    Fact("done", "したこと", "tip", in_words("done"), tip=2),
    Fact("result", "どうなったか", "tip", in_words("result"), tip=3),
)
BY_KEY = {fact.key: fact for fact in FACTS}
FIRST_SIX = ("effects", "cost_lines", "funding", "after_grant", "period", "staffing")
PAGE_ORDER = FIRST_SIX + tuple(
    fact.key for fact in FACTS if (fact.needed or fact.helps) and fact.key not in (*FIRST_SIX, "title")
)
TIP_ORDER = tuple(fact.key for fact in sorted(FACTS, key=lambda fact: fact.tip) if fact.tip)


class Row(NamedTuple):
    """A fact as the page shows it: its words, or why there are none."""

    key: str
    label: str
    step: str
    text: str
    absent: str


class Completeness(NamedTuple):
    """What is missing to publish, and how many of the helpful facts are there."""

    missing: list[str]
    helpful_told: int
    helpful: int

    @property
    def to_publish(self) -> str:
        """公開まであと3項目, or that nothing is missing."""
        return f"公開まであと{len(self.missing)}項目" if self.missing else "公開に必要な項目はそろっています"

    @property
    def to_copy(self) -> str:
        """まねる町が助かる項目 7/12; "" for a tip, which has none."""
        return f"まねる町が助かる項目 {self.helpful_told}/{self.helpful}" if self.helpful else ""


def label_of(fact: Fact, case: CaseStudy) -> str:
    """The fact's name in this kind of case."""
    return fact.tip_label if case.is_tip and fact.tip_label else fact.label


def step_of(fact: Fact, case: CaseStudy) -> str:
    """The step of the form where the fact is written."""
    return "tip" if case.is_tip else fact.step


def stands_unknown(case: CaseStudy, key: str) -> bool:
    """True where the sources do not tell a fact of a case that its town did not write itself (product.md §8.3)."""
    return case.basis != Basis.TOWN and key in case.unknown_facts


def needed_facts(case: CaseStudy) -> list[Fact]:
    """Eight for a full case; title and five for a tip."""
    if case.is_tip:
        return [BY_KEY["title"], *(BY_KEY[key] for key in TIP_ORDER)]
    return [fact for fact in FACTS if fact.needed]


def missing(case: CaseStudy) -> list[Fact]:
    """The needed facts that are neither told nor said to be unknown, in the order of the table."""
    return [fact for fact in needed_facts(case) if not fact.is_told(case) and not stands_unknown(case, fact.key)]


def completeness(case: CaseStudy) -> Completeness:
    """How far a case is, with the missing facts by name."""
    helpful = [] if case.is_tip else [fact for fact in FACTS if fact.helps]
    told = sum(fact.is_told(case) for fact in helpful)
    return Completeness([label_of(fact, case) for fact in missing(case)], told, len(helpful))


def text_of(case: CaseStudy, key: str) -> str:
    """A fact in words, as written or as chosen; rows (effects, costs) are drawn by the page."""
    match key:
        case "funding":
            parts = ["・".join(case.funding_labels()), case.funding_note]
        case "after_grant":
            parts = [AfterGrant(case.after_grant).label if case.after_grant else "", case.after_grant_note]
        case "tools":
            parts = ["、".join(tool.name for tool in case.tools.all())]
        case "network":
            parts = [case.get_network_display()]
        case "effects" | "cost_lines":
            parts = []
        case _:
            parts = [getattr(case, key)]
    return "\n".join(part for part in parts if part.strip())


def rows(case: CaseStudy, keys: tuple[str, ...] = ()) -> list[Row]:
    """The facts of a case in the order of the page; a tip shows its five and whatever else it tells."""
    order = PAGE_ORDER
    if case.is_tip:
        order = TIP_ORDER + tuple(key for key in PAGE_ORDER if key not in TIP_ORDER and BY_KEY[key].is_told(case))
    facts = [BY_KEY[key] for key in keys or order]
    return [
        Row(
            fact.key,
            label_of(fact, case),
            step_of(fact, case),
            text_of(case, fact.key),
            NOT_IN_SOURCE if stands_unknown(case, fact.key) else NOT_WRITTEN,
        )
        for fact in facts
    ]
