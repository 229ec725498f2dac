"""Deed: what people write is shown as text; no page runs it, and every answer carries its guards."""

import re

from accounts.choices import Visibility
from cases.choices import CaseStatus
from cases.models import CaseEvent, CaseObstacle, CaseSource, CostLine, Effect
from meetings.actions.answering import promise
from meetings.choices import MeetingStatus
from meetings.models import (
    Attachment,
    Attendee,
    Decision,
    Meeting,
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
    make_obstacle,
    make_rollout,
)
from portal.tests.attack import desk_pages, pages_of, plain_pages
from search import index

BAD = "<script>alert(1)</script>\"'>{{7|add:91823}}"
SHORT = '"><svg onload=a>'
LINK = "https://example.lg.jp/?a=%22%3E%3Csvg%20onload=a%3E"
SCRIPTS = ("javascript:alert(1)", "JaVaScRiPt://example.jp/%0aalert(1)", "data:text/html,x", " javascript:x")
RAW = ("<script>alert", "<svg onload", 'onload=a>"', 'href="javascript:', "91830")
UNSAFE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|\son\w+=\"|\sstyle=\"|javascript:(?!alert)")
GUARDS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class WrittenWordsTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        type(cls.hana).objects.filter(pk=cls.hana.pk).update(name=BAD[:50], section=SHORT)
        obstacle, field = make_obstacle("O1", SHORT), make_field("x", SHORT)
        texts = dict.fromkeys(("title", "summary", "work_removed", "contact", "pitfalls", "vendor", "as_said"), BAD)
        cls.case = make_case(cls.aoba, by=cls.hana, status=CaseStatus.PUBLISHED, field=field, **texts)
        CostLine.objects.create(case=cls.case, phase="setup", label=BAD, amount=1)
        Effect.objects.create(case=cls.case, indicator=SHORT, unit=SHORT[:9], before=2, after=1, measured_by=SHORT)
        CaseSource.objects.create(case=cls.case, title=BAD, publisher=BAD, url=LINK, says=BAD)
        CaseObstacle.objects.create(case=cls.case, obstacle=obstacle, how_passed=BAD)
        CaseEvent.objects.create(case=cls.case, verb="published", note=BAD, by=cls.hana)
        cls.rollout = make_rollout(cls.case, cls.minato, section=SHORT, remark=BAD, source_url=LINK)
        cls.need = make_need(
            cls.aoba, by=cls.hana, visibility=Visibility.PUBLIC, title=BAD, today=BAD, work_to_remove=BAD, volume=BAD,
            tools=BAD, deadline=BAD, cannot_say=BAD,
        )  # fmt: skip
        cls.need.supports.create(municipality=cls.minato, note=BAD, by=cls.ken)
        council = make_council("bad", BAD[:90])
        facts = {"title": BAD, "place": SHORT, "source_url": LINK, "publisher": BAD, "anonymity_reason": BAD}
        cls.meetings = [
            make_meeting(by=cls.sato, status=status, council=council, voices=(SHORT, "県"), **facts)
            for status in (MeetingStatus.PUBLISHED, MeetingStatus.DRAFT)
        ]
        for meeting in cls.meetings:
            cls.fill_record(meeting)
        for row in (cls.case, cls.need, cls.meetings[0], *cls.meetings[0].statements.all()):
            index.put(row.search_entries())

    @classmethod
    def fill_record(cls, meeting):
        meeting.statements.update(text=BAD, source_text=BAD)
        meeting.agenda.update(title=BAD, presenter=BAD)
        section = Section.objects.create(meeting=meeting, order=1, key="1", level=1, heading=BAD)
        meeting.statements.update(section=section)
        Attendee.objects.create(meeting=meeting, order=1, name=BAD, role=SHORT, group=SHORT)
        Decision.objects.create(meeting=meeting, order=1, text=BAD)
        Attachment.objects.create(meeting=meeting, order=1, label=SHORT, title=BAD)
        MeetingEvent.objects.create(meeting=meeting, verb="edited", note=BAD, by=cls.sato)
        promise(meeting, turn=meeting.turns.first(), text=BAD, owner=BAD, by=cls.sato) if meeting.published_at else None
        ReviewIssue.objects.create(
            meeting=meeting, statement=meeting.statements.first(), kind="proper_noun", rule="r", excerpt=BAD, note=BAD
        )
        SourceDocument.objects.create(
            meeting=meeting, name=f"{BAD}.txt", media="text", encoding="utf-8", size=1, sha256=meeting.status,
            content=BAD.encode(), line_uses=[[BAD, ["passage:1"]]],
        )  # fmt: skip

    def pages(self):
        found = plain_pages() + pages_of(self.need, {"code": self.need.code}, ("needs/",))
        keys = {"code": self.case.code, "town": self.minato.code, "slug": "sources", "pk": str(self.rollout.pk)}
        found += pages_of(self.case, keys, ("cases/", "rollouts/"))
        for meeting in self.meetings:
            keys = {"code": meeting.code, "meeting": meeting.code, "number": "1", "answer": "2", "kind": "proper_noun"}
            keys |= {"slug": "bad", "step": "submit", "pk": str(meeting.issues.get().pk)}
            found += pages_of(meeting, keys, ("meetings/", "review/", "needs/from"))
        asked = ("/search/?q=", "/cases/?q=", "/meetings/?q=", "/needs/?q=", "/spread/?q=", "/ledger/?q=", "/towns/?q=")
        odd = [f"{path}{BAD}" for path in asked]
        odd += [f"/cases/?{BAD}=1", f"/cases/?stage={BAD}", f"/{BAD}", f"/towns/{BAD}/"]
        return found + odd + ["/search/?q=alert", f"/towns/{self.aoba.code}/", "/actions/H-001/"]

    def test_nothing_written_is_ever_run(self):
        rows = [self.case, self.need, self.rollout, self.meetings[0], self.meetings[0].statements.first(), self.hana]
        shown = 0
        for viewer in (None, self.hana, self.sato):
            self.as_user(viewer)
            for url in self.pages() + (desk_pages("alert", rows) if viewer == self.sato else []):
                answer = self.client.get(url, follow=True)
                self.assert_guarded(answer, viewer, url)
                if answer.headers["Content-Type"].startswith("text/html"):
                    shown += "&lt;script&gt;alert" in answer.text
                    for bad in RAW:
                        self.assertNotIn(bad, answer.text, (viewer, url))
                    if not url.startswith("/admin/"):
                        self.assertIsNone(UNSAFE.search(answer.text), (viewer, url))

        self.assertGreater(shown, 60)  # the words do stand on the pages, as text

    def assert_guarded(self, answer, viewer, url):
        for name, value in GUARDS.items():
            self.assertEqual(answer.headers.get(name), value, (url, name))
        policy = answer.headers.get("Content-Security-Policy", "")
        self.assertIn("default-src 'none'", policy, url)
        self.assertNotIn("unsafe", policy, url)
        if viewer is None:
            self.assertLessEqual(set(answer.cookies), {"csrf"}, url)  # where a form stands, and nothing else
        else:
            self.assertEqual(answer.headers["Cache-Control"], "private, no-store", url)

    def test_faults_and_refusals_carry_the_same_guards(self):
        self.client.raise_request_exception = False
        self.as_user(self.hana)
        for answer in (
            self.client.get("/nothing/"), self.client.get("/towns/%00/"), self.client.get("/api/v1/nothing/"),
            self.client.get(f"/cases/{self.case.code}/publish/"), self.client.post("/cases/"),
            self.client.post(f"/needs/{self.need.code}/support/"), self.client.get("/api/v1/cases/?x=1"),
        ):  # fmt: skip
            self.assert_guarded(answer, self.hana, (answer.status_code, answer.request["PATH_INFO"]))

    def test_somebody_who_only_reads_gets_no_cookie(self):
        self.client.logout()
        pages = ("/", "/cases/", "/meetings/", "/needs/", "/spread/", "/search/?q=x", "/towns/", "/api/v1/cases/")
        for url in pages:
            answer = self.client.get(url)
            self.assertEqual(dict(answer.cookies), {}, url)
            self.assertIn("Cookie", answer.headers.get("Vary", ""), url)

    def test_a_form_without_its_token_changes_nothing(self):
        strict = self.client_class(enforce_csrf_checks=True)
        strict.force_login(self.ken)
        supported = make_need(self.aoba, by=self.hana, visibility=Visibility.PUBLIC)
        page = strict.post(f"/needs/{supported.code}/support/")
        told = strict.post(f"/api/v1/needs/{supported.code}/support/", {}, content_type="application/json")
        self.assertEqual((page.status_code, told.status_code, supported.supports.count()), (403, 403, 0))
        self.assertEqual(told.headers["Content-Type"], "application/problem+json")

    def test_an_address_that_would_run_is_taken_by_no_door(self):
        """Sources are links. What is no http address comes in neither by form nor by API nor by the admin."""
        dated = {"basis": "public_source", "source_date": "2024-01-01", "stage": "live", "municipality": "28991"}
        source = {"title": "x", "kind": "government"}
        rows = {"rows-TOTAL_FORMS": "1", "rows-INITIAL_FORMS": "0"}
        for link in SCRIPTS:
            self.as_user(self.hana)
            sent = {"sources": [source | {"url": link}]}
            told = self.client.patch(f"/api/v1/cases/{self.case.code}/", sent, content_type="application/json")
            self.assertEqual(told.status_code, 400, link)
            form = rows | {"rows-0-title": "x", "rows-0-kind": "government", "rows-0-url": link, "version": "1"}
            self.client.post(f"/cases/{self.case.code}/edit/sources/", form)
            self.as_user(self.sato)
            sent = dated | {"case": self.case.code, "source_url": link}
            told = self.client.post("/api/v1/rollouts/", sent, content_type="application/json")
            self.assertEqual(told.status_code, 400, link)
            self.client.post(f"/cases/{self.case.code}/rollouts/new/", dated | {"source_url": link})
            self.client.post(f"/review/{self.meetings[1].code}/facts/", {"source_url": link, "title": "x"})
            self.client.post("/admin/cases/rollout/add/", sent | {"case": self.case.pk, "municipality": self.aoba.pk})
        self.assertFalse(CaseSource.objects.exclude(url=LINK).exists())
        self.assertFalse(type(self.rollout).objects.exclude(source_url=LINK).exists())
        self.assertFalse(Meeting.objects.exclude(source_url=LINK).exists())
