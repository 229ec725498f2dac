"""Deed: nothing tells who stands behind A市町, who worked on a record, or whose an unnamed need is."""

from accounts.choices import Visibility
from accounts.models import Firm, Municipality, User
from cases.choices import CaseStatus
from meetings.choices import IssueDecision, MeetingStatus, StatementCheck
from meetings.models import AgendaItem, MeetingEvent, ReviewIssue, Section, SourceDocument, Speaker, Statement, Turn
from portal.testing import CastTestCase, make_case, make_meeting, make_need, make_rollout
from portal.tests.attack import desk_pages, pages_of, plain_pages, related_models

WORDS = (Speaker, Turn, Statement, ReviewIssue, Section, AgendaItem)
OFFICERS = {"Statement": {User}, "ReviewIssue": {User}}  # checked_by and decided_by: read by the secretariat alone
KEYS = {"kind": "proper_noun", "step": "publish", "slug": "kakuu-dx", "number": "1", "answer": "2"}
ORACLES = [
    "meetings/statement/?source_text__contains=青葉市",
    "meetings/statement/?checked_by__exact={officer}",
    "meetings/statement/?checked_by__isnull=False",
    "meetings/statement/?issues__isnull=False",
    "meetings/meeting/?approved_by__exact={officer}",
    "meetings/meeting/?events__isnull=False",
    "matching/need/?municipality__exact={town}",
    "matching/need/?municipality__isnull=False",
    "matching/need/?created_by__exact={author}",
    "matching/need/?cannot_say__contains=秘密",
    "matching/needsupport/?need__municipality__exact={town}",
    "matching/needcase/?need__municipality__exact={town}",
    "accounts/user/?password__startswith=md5",
    "accounts/invitation/?token_hash__startswith=a",
]


class LabelTests(CastTestCase):
    def test_no_column_leads_from_words_to_a_municipality_or_a_person(self):
        """Walked over the models: what a label points at is its own record, no more."""
        inside = {f"meetings.{model.__name__}" for model in WORDS} | {"meetings.Meeting"}
        for model in WORDS:
            far = {other for other in related_models(model) if other._meta.label not in inside}
            self.assertEqual(far, OFFICERS.get(model.__name__, set()), model)
            for relation in model._meta.related_objects:
                self.assertNotIn(relation.related_model, (Municipality, User, Firm), relation)
                self.assertFalse(relation.many_to_many, relation)

    def test_a_need_made_from_a_statement_can_have_no_town(self):
        names = {constraint.name for constraint in make_need()._meta.constraints}
        self.assertIn("need_of_statement_has_no_town", names)

    def worked_record(self, status):
        """A record on which named officers have done everything that can be done."""
        meeting = make_meeting(by=self.mori, status=status)
        statement = meeting.statements.get(number=1)
        Statement.objects.filter(pk=statement.pk).update(
            source_text="青葉市の発言", text="〔伏せ〕の発言", check_state=StatementCheck.ACCEPTED,
            checked_by=self.sato, checked_at=meeting.created_at,
        )  # fmt: skip
        done = {"decided_by": self.sato, "decided_at": meeting.created_at, "decision": IssueDecision.REDACT}
        issue = ReviewIssue.objects.create(
            meeting=meeting, statement=statement, kind="proper_noun", rule="r", excerpt="青葉市", **done
        )
        event = MeetingEvent.objects.create(meeting=meeting, verb="edited", note="青葉市を伏せた", by=self.sato)
        source = SourceDocument.objects.create(
            meeting=meeting, name="原本.txt", media="text", encoding="utf-8", size=9, sha256=status,
            content="青葉市".encode(), received_by=self.sato,
        )  # fmt: skip
        return meeting, [meeting, statement, statement.turn, statement.turn.speaker, issue, event, source]

    def test_neither_officers_nor_hidden_words_reach_anybody_but_the_secretariat(self):
        meeting, rows = self.worked_record(MeetingStatus.PUBLISHED)
        keys = KEYS | {"code": meeting.code, "meeting": meeting.code, "pk": str(rows[4].pk)}
        pages = pages_of(meeting, keys, ("meetings/", "review/", "statements/", "councils/", "needs/from"))
        lists = plain_pages()
        for viewer in (None, self.ken, self.yui, self.aki, self.fumi):
            desk = desk_pages("伏せ", rows) if viewer in (self.yui, self.aki) else []
            self.as_user(viewer)
            for url in lists:
                said = self.client.get(url).text
                for secret in ("sato@", "mori@", "青葉市の発言", "青葉市を伏せた"):
                    self.assertNotIn(secret, said, (viewer, url))
            for url in [*pages, *(one for one in desk if "/accounts/" not in one and "/matching/" not in one)]:
                said = self.client.get(url, follow=True).text
                for secret in ("Sato", "sato@", "Mori", "mori@", "青葉市", self.aoba.code):
                    self.assertNotIn(secret, said, (viewer, url))
        self.assertIn("Sato", self.as_user(self.mori).get(f"/review/{meeting.code}/").text)

    def test_a_desk_answers_no_question_that_it_does_not_offer(self):
        """By yes and no, a filter in the address would tell what no page shows."""
        self.worked_record(MeetingStatus.PUBLISHED)
        make_need(self.aoba, by=self.hana, is_anonymous=True, cannot_say="秘密")
        known = {"officer": self.sato.pk, "author": self.hana.pk, "town": self.aoba.pk}
        for viewer in (self.yui, self.aki, self.sato):
            self.as_user(viewer)
            for question in ORACLES:
                asked = self.client.get("/admin/" + question.format(**known))
                self.assertEqual(asked.status_code, 400, (viewer, question))
            for offered in ("need/?status__exact=open", "need/?is_anonymous__exact=1", "need/?posted_at__year=2026"):
                self.assertEqual(self.client.get(f"/admin/matching/{offered}").status_code, 200, offered)
            for offered in ("statement/?meeting__status__exact=published", "attendee/?fiscal_year=2023"):
                self.assertEqual(self.client.get(f"/admin/meetings/{offered}").status_code, 200, offered)

    def test_the_town_of_an_unnamed_need_is_known_to_itself_and_its_keepers(self):
        need = make_need(
            self.aoba, by=self.hana, is_anonymous=True, visibility=Visibility.PUBLIC, cannot_say="内輪の事情",
            released_to_firms=True,
        )  # fmt: skip
        pages = [*pages_of(need, {"code": need.code}, ("needs/",)), "/needs/", "/api/v1/needs/", "/"]
        pages += ["/search/?q=検針票", f"/towns/{self.aoba.code}/"]
        for viewer in (None, self.ken, self.tomo, self.aki, self.fumi):
            self.as_user(viewer)
            desk = desk_pages("検針票", [need]) if viewer == self.aki else []
            for url in [*pages, *(one for one in desk if "/matching/" in one)]:
                said = self.client.get(url).text
                for secret in ("内輪の事情", "Hana", *([] if "/towns/" in url else ["青葉市", self.aoba.code])):
                    self.assertNotIn(secret, said, (viewer, url))
                if "/towns/" in url:
                    self.assertNotIn(need.title, said, (viewer, url))
        for keeper in (self.hana, self.yui, self.sato):
            self.assertContains(self.as_user(keeper).get(f"/needs/{need.code}/"), "内輪の事情")

    def test_a_need_whose_record_is_not_seen_does_not_tell_its_statement(self):
        for status, visibility in ((MeetingStatus.WITHDRAWN, "public"), (MeetingStatus.PUBLISHED, "members")):
            meeting = make_meeting(by=self.sato, status=status, visibility=visibility)
            need = make_need(by=self.sato, statement=meeting.statements.first(), visibility=Visibility.PUBLIC)
            for url in (f"/needs/{need.code}/", f"/api/v1/needs/{need.code}/", "/api/v1/needs/", "/needs/"):
                self.assertNotIn(meeting.code, self.as_user(self.fumi).get(url).text, url)
            self.assertContains(self.as_user(self.sato).get(f"/api/v1/needs/{need.code}/"), f"{meeting.code}-1")

    def test_what_town_and_prefecture_said_before_publication_stays_between_them(self):
        case = make_case(self.aoba, by=self.hana, status=CaseStatus.PUBLISHED, returned_reason="内輪の理由")
        case.events.create(verb="returned", note="内輪の理由", by=self.sato)
        make_rollout(case, self.minato, section="内輪の課")
        api = f"/api/v1/cases/{case.code}/"
        urls = [f"/cases/{case.code}/", api, f"{api}rollouts/", "/cases/"]
        urls += [f"/cases/{case.code}/rollouts/{self.minato.code}/", f"/cases/{case.code}/spread/", "/spread/"]
        for viewer in (None, self.tomo, self.fumi):
            for url in urls:
                said = self.as_user(viewer).get(url).text
                self.assertNotIn("内輪", said, (viewer, url))
                self.assertNotIn("Sato", said, (viewer, url))
