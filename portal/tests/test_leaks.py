"""Deed: what somebody may not see leaves no trace: with it and without it, every answer is the same to the byte."""

from accounts.choices import Visibility
from cases.choices import CaseStatus, RolloutStage
from cases.models import CaseSource, CostLine, Effect
from matching.choices import NeedStatus
from meetings.choices import MeetingStatus
from meetings.models import (
    Attachment,
    Attendee,
    Commitment,
    Decision,
    MeetingEvent,
    ReviewIssue,
    Section,
    SourceDocument,
)
from portal.testing import (
    CastTestCase,
    make_case,
    make_council,
    make_field,
    make_meeting,
    make_need,
    make_rollout,
    make_town,
)
from portal.tests.attack import desk_pages, pages_of, passing_world, picture, plain_pages
from search import index

WORD = "極秘案件"
UNPUBLISHED = (MeetingStatus.DRAFT, MeetingStatus.IN_REVIEW, MeetingStatus.APPROVED, MeetingStatus.WITHDRAWN)
LISTS = {
    "/meetings/": ["council=kakusu", "fiscal_year=2031", "unanswered=on"],
    "/ledger/": ["council=kakusu", "fiscal_year=2031", "state=promised"],
    "/cases/": ["status=draft", "stage=live", "field=kakusu", "region=北架空", "municipality=28991", "cost_max=1億円"],
    "/spread/": ["fiscal_year=2031", "region=北架空", "field=kakusu", "view=list"],
    "/needs/": ["status=open", "origin=meeting", "field=kakusu"],
    "/api/v1/meetings/": ["council=kakusu", "fiscal_year=2031", "unanswered=true"],
    "/api/v1/statements/": ["council=kakusu", "answered=true", "voices=true", "speaker=A市町"],
    "/api/v1/commitments/": ["done=false"],
    "/api/v1/cases/": ["status=draft", "stage=live", "ordering=-running", "field=kakusu", "like=28991", "grant=no"],
    "/api/v1/rollouts/": ["fiscal_year=2031", "stage=live", "region=南架空", "municipality=28992"],
    "/api/v1/needs/": ["status=open", "origin=meeting"],
}
SEARCHES = ("/search/", "/api/v1/search/", "/meetings/", "/ledger/", "/cases/", "/spread/", "/needs/")


class TwoWorldTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.without = {}  # what each viewer is told in the one world that all tests begin with
        cls.shown = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana)
        cls.yama = make_town("山里町", "28993", region="北架空", region_order=1)
        make_rollout(cls.shown, cls.minato, fiscal_year=2023)
        make_rollout(cls.shown, cls.tono, RolloutStage.STUDYING, fiscal_year=2023)
        meeting = make_meeting(by=cls.sato)
        need = make_need(cls.aoba, by=cls.hana, visibility=Visibility.PUBLIC)
        make_field("kakusu", "隠す分野")
        for row in (cls.shown, meeting, *meeting.statements.all(), need):
            index.put(row.search_entries())

    def hidden_meeting(self, status):
        """A record with a row of every kind, and the addresses that lead to it."""
        council = make_council("kakusu", WORD)
        meeting = make_meeting(by=self.sato, status=status, council=council, title=WORD, fiscal_year=2031, place=WORD)
        statement, voice = meeting.statements.first(), meeting.turns.first()
        parts = [
            Section.objects.create(meeting=meeting, order=1, key="1", level=1, heading=WORD),
            Attendee.objects.create(meeting=meeting, order=1, name=WORD, group=WORD),
            Decision.objects.create(meeting=meeting, order=1, text=WORD),
            Attachment.objects.create(meeting=meeting, order=1, label=WORD, title=WORD),
            Commitment.objects.create(meeting=meeting, turn=voice, text=WORD, owner=WORD, created_by=self.sato),
            MeetingEvent.objects.create(meeting=meeting, verb="edited", note=WORD, by=self.sato),
            ReviewIssue.objects.create(meeting=meeting, statement=statement, kind="proper_noun", excerpt=WORD),
            SourceDocument.objects.create(
                meeting=meeting, name=f"{WORD}.txt", media="text", encoding="utf-8", size=1, sha256=status, content=b"x"
            ),
        ]
        index.put([entry for row in (meeting, *meeting.statements.all()) for entry in row.search_entries()])
        promise, issue = parts[4], parts[6]
        keys = {"code": meeting.code, "meeting": meeting.code, "number": "1", "answer": "2", "pk": str(issue.pk)}
        keys |= {"kind": "proper_noun", "step": "publish", "slug": council.slug}
        pages = pages_of(meeting, keys, ("meetings/", "review/", "statements/", "councils/", "needs/from"))
        pages += pages_of(promise, {"code": promise.code}, ("actions/", "commitments/"))
        pages += [f"/api/v1/statements/?meeting={meeting.code}", f"/api/v1/commitments/?meeting={meeting.code}"]
        rows = [meeting, council, statement, voice, voice.speaker, meeting.agenda.first(), *parts]
        return pages, rows, [meeting.code, statement.code, promise.code]

    def hidden_case(self, **fields):
        """A case of 青葉市 with facts and a rollout of another town."""
        facts = {"title": WORD, "field": make_field("kakusu"), "summary": WORD, "created_by": self.hana}
        case = make_case(self.aoba, by=self.hana, **facts | fields)
        rows = [
            CostLine.objects.create(case=case, phase="setup", label=WORD, payer="own", amount=1),
            Effect.objects.create(case=case, indicator=WORD, unit="件", before=2, after=1),
            CaseSource.objects.create(case=case, title=WORD),
            make_rollout(case, self.tono, fiscal_year=2031),
        ]
        index.put(case.search_entries())
        keys = {"code": case.code, "town": self.tono.code, "slug": "basics", "pk": str(rows[3].pk)}
        return pages_of(case, keys, ("cases/", "rollouts/")), [case, *rows], [case.code]

    def hidden_need(self, **fields):
        need = make_need(self.aoba, by=self.hana, title=WORD, field=make_field("kakusu"), **fields)
        index.put(need.search_entries())
        return pages_of(need, {"code": need.code}, ("needs/",)), [need], [need.code]

    def addresses(self, viewer, made):
        """What a viewer can try: lists, searches for words and codes, the hidden rows themselves, the admin."""
        pages = [page for own, _, _ in made for page in own]
        rows = [row for _, own, _ in made for row in own]
        codes = [code for _, _, own in made for code in own]
        lists = [f"{path}?{query}" for path, queries in LISTS.items() for query in queries]
        searches = [f"{path}?q={WORD}" for path in SEARCHES] + [f"/search/?q={code}" for code in codes]
        town = [f"/towns/{self.aoba.code}/", f"/towns/{self.tono.code}/", f"/cases/{self.shown.code}/spread/"]
        shown = [f"/cases/{self.shown.code}/", f"/api/v1/cases/{self.shown.code}/rollouts/"]
        desk = desk_pages(WORD, rows) if viewer is not None and viewer.is_prefecture else ["/admin/"]
        return plain_pages() + lists + searches + town + shown + desk + pages, pages

    def look(self, viewer, asked):
        """(method, address) -> everything that the viewer is told there."""
        client, told = self.as_user(viewer), {}
        for how, url in asked:
            given = {"content_type": "application/json"} if "/api/" in url else {}
            told[how, url] = picture(client.generic(how, url, "{}" if given else "", **given))
            client.cookies.pop("messages", None)  # what one page puts off for the next one to say
        return told

    @staticmethod
    def briefly(made):
        """The same place once more: where it differs by its state alone, its first addresses are enough."""
        pages, rows, codes = made
        return pages[:2] + pages[-2:], rows[:1], codes

    def assert_no_trace(self, viewers, *makers):
        """Worlds with and without what `makers` make look alike to each of the viewers."""
        told = []
        for viewer in viewers:
            with passing_world():
                gets, posts = self.addresses(viewer, [make() for make in makers])
                asked = [("GET", url) for url in gets] + [("POST", url) for url in posts]
                with_it = self.look(viewer, asked)
            known = self.without.setdefault(str(viewer), {})
            known |= self.look(viewer, [one for one in asked if one not in known])
            told += [(str(viewer), *one) for one in asked if known[one] != with_it[one]]
            self.assertGreater(len(asked), 80)
        self.assertEqual(told, [])

    def test_a_record_before_and_after_publication_is_the_secretariats_alone(self):
        others = [lambda status=status: self.briefly(self.hidden_meeting(status)) for status in UNPUBLISHED[1:]]
        draft = lambda: self.hidden_meeting(UNPUBLISHED[0])  # noqa: E731
        self.assert_no_trace([None, self.hana, self.yui, self.aki, self.fumi], draft, *others)

    def test_what_a_town_keeps_to_itself_is_seen_by_nobody_else(self):
        self.assert_no_trace(
            [self.ken, self.sato],
            lambda: self.hidden_case(status=CaseStatus.DRAFT),
            lambda: self.briefly(self.hidden_case(status=CaseStatus.PUBLISHED, visibility=Visibility.PRIVATE)),
            lambda: self.hidden_need(status=NeedStatus.DRAFT),
            lambda: self.briefly(self.hidden_need(visibility=Visibility.PRIVATE)),
        )

    def test_what_is_for_the_prefecture_is_not_for_other_towns_nor_firms(self):
        self.assert_no_trace(
            [self.ken, self.fumi],
            lambda: self.hidden_case(status=CaseStatus.IN_REVIEW),
            lambda: self.briefly(self.hidden_case(status=CaseStatus.WITHDRAWN)),
            lambda: self.briefly(self.hidden_case(status=CaseStatus.PUBLISHED, visibility=Visibility.PREFECTURE)),
            lambda: self.hidden_need(visibility=Visibility.PREFECTURE, is_anonymous=True),
        )

    def test_what_is_for_the_members_is_not_for_strangers(self):
        self.assert_no_trace(
            [None, self.tomo],
            lambda: self.hidden_case(status=CaseStatus.PUBLISHED, visibility=Visibility.MEMBERS),
            lambda: self.hidden_need(visibility=Visibility.MEMBERS),
        )

    def test_whether_one_town_or_two_think_about_it_is_told_to_nobody(self):
        self.assert_no_trace([None, self.hana, self.fumi], self.second_town)

    def second_town(self):
        """One more town at a stage where there is one already: both are 1–2市町."""
        row = make_rollout(self.shown, self.yama, RolloutStage.STUDYING, fiscal_year=2031, section=WORD, remark=WORD)
        pages = [f"/cases/{self.shown.code}/rollouts/{self.yama.code}/", f"/towns/{self.yama.code}/"]
        pages += [f"/api/v1/rollouts/{row.pk}/{act}" for act in ("", "events/", "move/", "confirm/")]
        pages += [f"/api/v1/rollouts/?municipality={self.yama.code}", "/spread/?fiscal_year=2023&region=北架空"]
        return [*pages, f"/api/v1/cases/{self.shown.code}/rollouts/counts/"], [row], []
