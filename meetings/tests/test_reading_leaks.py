"""Who stands behind a label cannot be learnt from what readers are sent, and hidden records leave no trace."""

from meetings.actions.answering import promise
from meetings.choices import MeetingStatus
from meetings.models import Attendee, MeetingEvent, ReviewIssue
from portal.testing import CastTestCase, make_council, make_meeting
from search import index

PAGES = ["/meetings/", "/meetings/{code}/", "/meetings/{code}/s/1/", "/meetings/{code}/ledger/", "/ledger/"]
PAGES += ["/meetings/councils/kakuu-dx/", "/meetings/{code}/?q=発言", "/meetings/{code}/s/77/"]
API = ["/meetings/", "/meetings/{code}/", "/statements/", "/statements/{code}/1/", "/commitments/", "/councils/"]


class LeakTests(CastTestCase):
    def answers(self, viewer, meeting):
        """Everything that a reader is sent about meetings: text and headers, by address."""
        self.as_user(viewer)
        promised = [f"/actions/{one.code}/" for one in meeting.commitments.all()]
        for path in [*PAGES, *promised, *(f"/api/v1{path}" for path in API)]:
            response = self.client.get(path.format(code=meeting.code))
            yield path, response.content.decode() + str(dict(response.headers))

    def test_no_town_and_no_person_can_be_read_beside_a_label(self):
        meeting = make_meeting(by=self.sato, voices=("A市町", "県", "B市町"))
        promise(meeting, turn=meeting.turns.get(number=1), text="調べる", owner="情報課", by=self.sato)
        for order, town in enumerate((self.aoba, self.minato), 1):
            Attendee.objects.create(meeting=meeting, order=order, group=town.name, name=f"{town.name}の課長")
        MeetingEvent.objects.create(meeting=meeting, verb="edited", note="A市町は青葉市", by=self.sato)
        ReviewIssue.objects.create(
            meeting=meeting, statement=meeting.statements.first(), kind="proper_noun", rule="r", excerpt="青葉市"
        )
        secrets = (self.aoba.name, self.aoba.code, self.minato.name, self.minato.code, "Sato", self.sato.email)
        for viewer in (None, self.tomo, self.yui, self.aki, self.fumi):
            for path, text in self.answers(viewer, meeting):
                for secret in secrets:
                    self.assertNotIn(secret, text, (viewer, path))

    def test_a_reader_is_sent_the_same_whoever_spoke(self):
        """Hana's town took part or did not: what everybody reads is the same to the byte."""
        meeting = make_meeting(by=self.sato, voices=("A市町", "県"))
        before = dict(self.answers(None, meeting))
        Attendee.objects.create(meeting=meeting, order=1, group=self.aoba.name, name="課長")
        for path, text in self.answers(None, meeting):
            self.assertEqual(self.steady(before[path]), self.steady(text), path)

    def test_a_hidden_record_changes_no_page_and_no_count(self):
        meeting = make_meeting(by=self.sato)
        before = {viewer: dict(self.answers(viewer, meeting)) for viewer in (None, self.fumi)}
        for status in (MeetingStatus.DRAFT, MeetingStatus.IN_REVIEW, MeetingStatus.APPROVED, MeetingStatus.WITHDRAWN):
            secret = make_council("himitsu", "秘密")
            hidden = make_meeting(by=self.sato, status=status, fiscal_year=2031, council=secret)
            rows = hidden.statements.select_related("meeting", "turn__speaker")
            index.put([*hidden.search_entries(), *(entry for row in rows for entry in row.search_entries())])
        for viewer, texts in before.items():
            for path, text in self.answers(viewer, meeting):
                self.assertEqual(self.steady(text), self.steady(texts[path]), (viewer, path))

    @staticmethod
    def steady(text):
        """Without the minute of printing and the token of the sign-out form, which change by themselves."""
        lines = text.splitlines()
        return [line for line in lines if "出力日時" not in line and "csrfmiddlewaretoken" not in line]
