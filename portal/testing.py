"""Roof: the named cast and the plain builders of all tests. Towns, firms and people here are made up.

Hana  edits for 青葉市     Ken   edits for 港町      Yui   liaison      Sato  secretariat
Mori  secretariat too      Aki   admin               Fumi  works for a firm
"""

import datetime
import re

from django.test import TestCase
from django.utils import timezone

from accounts.choices import Position, Role, Visibility
from accounts.models import Firm, Municipality, User
from cases.choices import CaseStatus, RolloutStage
from cases.models import CaseStudy, Rollout
from matching.choices import NeedStatus
from matching.models import Need
from meetings.choices import MeetingStatus, SpeakerKind, StatementKind
from meetings.models import AgendaItem, Council, CouncilName, Meeting, Speaker, Statement, Turn
from vocabulary.choices import Branch
from vocabulary.models import Field, Obstacle

PASSWORD = "tesuto-no-aikotoba-2026"  # noqa: S105  # of made-up people, in tests only


def check_digit(code5: str) -> str:
    """The sixth digit of an official code, from the first five."""
    rest = sum(int(digit) * weight for digit, weight in zip(code5, (6, 5, 4, 3, 2), strict=True)) % 11
    return str((11 - rest) % 10)


def make_town(name: str, code5: str, **fields) -> Municipality:
    """A made-up municipality; `code5` begins with its prefecture."""
    facts = {
        "prefecture_code": code5[:2],
        "prefecture": "架空県",
        "kana": "かくう",
        "romaji": "Kaku",
        "romaji_source": "computed",
        "kind": "市" if name.endswith("市") else "町",
        "latitude": "34.7",
        "longitude": "134.9",
        "population_2020": 32_000,
        "population_2025_prelim": 31_000,
        "area_km2": "80.5",
        "aging_rate_2020": "30.1",
    }
    return Municipality.objects.create(code=code5 + check_digit(code5), name=name, **{**facts, **fields})


def make_user(name: str, role: Role, **fields) -> User:
    """A made-up person with the one test password."""
    return User.objects.create_user(f"{name.lower()}@example.lg.jp", PASSWORD, name=name, role=role, **fields)


def make_field(slug: str = "counter", name: str = "窓口・行政手続") -> Field:
    """A field of the vocabulary, made once."""
    return Field.objects.get_or_create(
        slug=slug, defaults={"name": name, "branch": Branch.ADMINISTRATION, "version": "試験"}
    )[0]


def make_obstacle(code: str = "O1", name: str = "原課の理解・巻き込み") -> Obstacle:
    """An obstacle of the vocabulary, made once."""
    return Obstacle.objects.get_or_create(code=code, defaults={"name": name, "order": int(code[1:])})[0]


def make_case(town: Municipality, *, by: User | None = None, **fields) -> CaseStudy:
    """A case with little in it: public visibility, draft unless a status is given."""
    facts = {"title": "書かない窓口を1係で試す", "field": fields.pop("field", None) or make_field(), "created_by": by}
    if fields.get("status") in (CaseStatus.PUBLISHED, CaseStatus.WITHDRAWN):
        facts |= {"published_at": timezone.now(), "published_by": by or User.objects.first()}
    return CaseStudy.objects.create(municipality=town, **{**facts, **fields})


def make_rollout(case: CaseStudy, town: Municipality, stage: str = RolloutStage.LIVE, **fields) -> Rollout:
    """A rollout that moved just now."""
    return Rollout.objects.create(case=case, municipality=town, stage=stage, **{"updated_at": timezone.now(), **fields})


def make_council(slug: str = "kakuu-dx", name: str = "架空県DX検討会") -> Council:
    """A council with one name."""
    council, is_new = Council.objects.get_or_create(slug=slug, defaults={"is_fictional": True})
    if is_new:
        CouncilName.objects.create(council=council, name=name)
    return council


def make_meeting(*, voices: tuple[str, ...] = ("A市町", "県"), by: User | None = None, **fields) -> Meeting:
    """A meeting with one agenda item and one turn of one statement per voice; published unless a status is given."""
    facts = {
        "council": fields.pop("council", None) or make_council(),
        "title": "第1回架空県DX検討会",
        "held_on": datetime.date(2024, 3, 22),
        "fiscal_year": 2023,
        "is_own_record": True,
        "is_fictional": True,
        "status": MeetingStatus.PUBLISHED,
        "visibility": Visibility.PUBLIC,
    }
    facts |= fields
    if facts["status"] not in (MeetingStatus.DRAFT, MeetingStatus.IN_REVIEW):
        facts |= {"approved_at": timezone.now(), "approved_by": by or User.objects.first()}
    if facts["status"] in (MeetingStatus.PUBLISHED, MeetingStatus.WITHDRAWN):
        facts |= {"published_at": timezone.now()}
    meeting = Meeting.objects.create(**facts)
    item = AgendaItem.objects.create(meeting=meeting, order=1, number="1", title="意見交換")
    for number, label in enumerate(voices, 1):
        kind = SpeakerKind.PREFECTURE if label == "県" else SpeakerKind.MUNICIPALITY
        speaker, _ = Speaker.objects.get_or_create(
            meeting=meeting, label=label, defaults={"kind": kind, "is_pseudonym": label != "県"}
        )
        turn = Turn.objects.create(meeting=meeting, number=number, speaker=speaker, speaker_kind=kind)
        text = f"{label}の{number}つ目の発言。"
        Statement.objects.create(
            meeting=meeting,
            number=number,
            kind=StatementKind.ANSWER if label == "県" else StatementKind.OPINION,
            text=text,
            source_text=text,
            agenda_item=item,
            turn=turn,
        )
    return meeting


def make_need(town: Municipality | None = None, *, by: User | None = None, **fields) -> Need:
    """A posted need that the members can read."""
    facts = {"title": "検針票の転記が月40時間", "status": NeedStatus.OPEN, "posted_at": timezone.now()}
    if fields.get("status") == NeedStatus.DRAFT:
        facts["posted_at"] = None
    return Need.objects.create(municipality=town, created_by=by, **{**facts, **fields})


CSRF_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')
PRINTED_AT = re.compile(r"出力日時.*?</time>", re.DOTALL)


def scrubbed(page: str) -> str:
    """A page without what differs from one request to the next for everybody: form tokens and the time of printing."""
    return PRINTED_AT.sub("", CSRF_TOKEN.sub("", page))


class CastTestCase(TestCase):
    """A test with the whole cast on stage. 遠野市 lies in another prefecture."""

    @classmethod
    def setUpTestData(cls):
        cls.aoba = make_town("青葉市", "28991", region="北架空", region_order=1)
        cls.minato = make_town("港町", "28992", region="南架空", region_order=2, population_2020=9_000)
        cls.tono = make_town("遠野市", "13991", prefecture="遠国県")
        cls.hana = make_user("Hana", Role.TOWN, municipality=cls.aoba, section="情報課")
        cls.ken = make_user("Ken", Role.TOWN, municipality=cls.minato, position=Position.CIO)
        cls.tomo = make_user("Tomo", Role.TOWN, municipality=cls.tono)
        cls.yui = make_user("Yui", Role.LIAISON)
        cls.sato = make_user("Sato", Role.SECRETARIAT)
        cls.mori = make_user("Mori", Role.SECRETARIAT)
        cls.aki = make_user("Aki", Role.ADMIN)
        cls.firm = Firm.objects.create(name="架空システム", is_fictional=True, is_confirmed=True)
        cls.fumi = make_user("Fumi", Role.FIRM, firm=cls.firm)

    def as_user(self, user: User | None):
        """The test client, signed in as `user`; signed out for None."""
        self.client.logout()
        if user is not None:
            self.client.force_login(user)
        return self.client
