"""A typed code leads to its page, whatever its letter, for those who may read what is behind it."""

from cases.choices import CaseStatus
from meetings.choices import MeetingStatus
from meetings.models import Commitment
from portal.testing import CastTestCase, make_case, make_meeting, make_need


class CodeTests(CastTestCase):
    def setUp(self):
        self.meeting = make_meeting(by=self.sato, status=MeetingStatus.PUBLISHED)
        self.case = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.sato)
        self.need = make_need(self.aoba, by=self.hana)
        self.promise = Commitment.objects.create(
            meeting=self.meeting, text="手引きを配る", owner="情報課", created_by=self.sato
        )

    def test_each_letter_leads_to_its_page(self):
        statement = self.meeting.statements.first()
        for row in (self.case, self.need, self.meeting, statement, self.promise):
            for typed in (row.code, row.code.lower(), row.code.replace("-", "－")):
                with self.subTest(typed=typed):
                    answer = self.as_user(self.hana).get("/search/", {"q": typed})
                    self.assertRedirects(answer, row.get_absolute_url())

    def test_a_code_of_a_hidden_row_and_a_code_of_nothing_are_answered_alike(self):
        hidden = make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        promise = Commitment.objects.create(meeting=hidden, text="秘密", owner="情報課", created_by=self.sato)
        for code in (hidden.code, promise.code, "M-999", "H-999", "F-999"):
            with self.subTest(code=code):
                page = self.as_user(self.hana).get("/search/", {"q": code})
                self.assertContains(page, "この番号のものは、ないか、見られないものです")
                self.assertNotContains(page, "秘密")
