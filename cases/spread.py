"""Rooms, cases: the arithmetic of 広がり: which counts may be told, and the table of towns by cases. No database."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from cases.choices import PATH, RUNNING_STAGES, SHOWN_STAGES, STAGE_LETTERS, RolloutStage
from vocabulary.numbers import FEWEST_TOLD

ELSEWHERE = "県外"
NO_REGION = "地域の記載なし"


class Town(Protocol):
    """What the table needs of a municipality."""

    pk: str
    region: str


class Told(Protocol):
    """What the table needs of a rollout."""

    case_id: int
    municipality_id: str
    stage: str
    updated_at: datetime.datetime

    @property
    def municipality(self) -> Town: ...


class CaseLike(Protocol):
    """What the table needs of a case."""

    pk: int


@dataclass(frozen=True)
class StageCount:
    """How many towns are at a stage. `towns` is None for one or two that may not be told apart."""

    stage: RolloutStage
    towns: int | None

    @property
    def letter(self) -> str:
        return STAGE_LETTERS[self.stage]

    @property
    def number(self) -> str:
        """For tables: 3, or 1–2."""
        return "1–2" if self.towns is None else str(self.towns)

    @property
    def words(self) -> str:
        """For text: 3市町, or 1–2市町."""
        return f"{self.number}市町"


def tellable(counts: Mapping[str, int], *, exact: bool) -> list[StageCount]:
    """Counts by stage as they may be told, in the order of the stages; stages without towns are left out.

    counts: towns per stage over *all* towns. Never over a part of them: a count for one region of one town, or for
            one year, would tell by subtraction what the whole hides.
    exact:  True for the prefecture. For everybody else a hidden stage is told from three towns up, "1–2" below.
            Everybody is told the same, so that two readers learn nothing by comparing.
    """
    told = []
    for stage in RolloutStage:
        if towns := counts.get(stage, 0):
            open_to_all = exact or stage in SHOWN_STAGES or towns >= FEWEST_TOLD
            told.append(StageCount(stage, towns if open_to_all else None))
    return told


@dataclass(frozen=True)
class Line[R: Told]:
    """One stage of one case: the towns the reader may see by name, and the count for all."""

    stage: RolloutStage
    rollouts: list[R]
    count: StageCount

    @property
    def words(self) -> str:
        """The count, said so that names and number cannot be mistaken for one another; "" where the names say all."""
        if not self.rollouts:
            return self.count.words
        if self.is_named:
            return self.count.words if len(self.rollouts) > FEWEST_TOLD else ""
        return f"全体で{self.count.words}"

    @property
    def is_named(self) -> bool:
        """True when every town of the count stands there by name."""
        return self.count.towns == len(self.rollouts)


@dataclass(frozen=True)
class Spread[R: Told]:
    """How far one case has spread, for one reader."""

    counts: list[StageCount]
    rollouts: list[R] = field(default_factory=list)

    @property
    def lines(self) -> list[Line[R]]:
        """Furthest stage first: running towns are what a reader looks for; exits come last."""
        order = {stage: place for place, stage in enumerate(reversed(PATH))}
        counts = sorted(self.counts, key=lambda count: order.get(count.stage, len(order)))
        return [Line(count.stage, self.at(count.stage), count) for count in counts]

    def at(self, stage: str) -> list[R]:
        """Rollouts at one stage."""
        return [row for row in self.rollouts if row.stage == stage]

    @property
    def running(self) -> list[R]:
        """Rollouts that run today."""
        return [row for row in self.rollouts if row.stage in RUNNING_STAGES]

    def of(self, town_id: str | None) -> R | None:
        """The rollout of one town, if the reader may see it."""
        return next((row for row in self.rollouts if row.municipality_id == town_id), None)


@dataclass(frozen=True)
class Row[R: Told]:
    """One town and its cell for each case: the case with the rollout, or with None for 情報なし."""

    town: Town
    cells: list[tuple[CaseLike, R | None]]
    is_own: bool


@dataclass(frozen=True)
class Group[R: Told]:
    """The towns of one region, in official order."""

    name: str
    rows: list[Row[R]]


def lay_out[R: Told](
    cases: Sequence[CaseLike], towns: Iterable[Town], spreads: Mapping[int, Spread[R]], own: str | None = None
) -> list[Group[R]]:
    """The table: a group of rows per region in the order of `towns`, a cell per case in the order of `cases`.

    Towns that have a rollout but are not among `towns` come last, as 県外. `own` is the reader's municipality.
    """
    cells = {(row.case_id, row.municipality_id): row for spread in spreads.values() for row in spread.rollouts}
    home = list(towns)
    known = {town.pk for town in home}
    visitors = {row.municipality_id: row.municipality for row in cells.values() if row.municipality_id not in known}
    groups: dict[str, list[Row[R]]] = {}
    placed = [(town.region or NO_REGION, town) for town in home]
    placed += [(ELSEWHERE, visitors[code]) for code in sorted(visitors)]
    for name, town in placed:
        row = Row(town, [(case, cells.get((case.pk, town.pk))) for case in cases], town.pk == own)
        groups.setdefault(name, []).append(row)
    return [Group(name, rows) for name, rows in groups.items()]


def newest[R: Told](spreads: Iterable[Spread[R]]) -> datetime.datetime | None:
    """When the last of the rollouts that the reader sees moved."""
    return max((row.updated_at for spread in spreads for row in spread.rollouts), default=None)
