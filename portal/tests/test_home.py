"""The first page shows what is published, also to those who may still read what was taken back."""

from cases.choices import CaseStatus
from meetings.choices import MeetingStatus
from meetings.models import Meeting
from portal.testing import CastTestCase, make_case, make_meeting


class HomeTests(CastTestCase):
    def test_what_was_taken_back_is_on_nobodys_first_page(self):
        make_case(self.aoba, by=self.sato, status=CaseStatus.PUBLISHED, title="いま読める事例")
        make_case(self.aoba, by=self.sato, status=CaseStatus.WITHDRAWN, title="取り下げた事例")
        make_meeting(by=self.sato, title="いま読める会議")
        make_meeting(by=self.sato, status=MeetingStatus.WITHDRAWN, title="取り下げた会議")
        for user in (None, self.ken, self.yui, self.sato):
            with self.subTest(user=str(user)):
                page = self.as_user(user).get("/")
                self.assertContains(page, "いま読める事例")
                self.assertContains(page, "いま読める会議")
                self.assertNotContains(page, "取り下げた")

    def test_voices_without_an_answer_are_counted_in_published_records_alone(self):
        make_meeting(by=self.sato, voices=("A市町", "B市町", "県"))
        make_meeting(by=self.sato, status=MeetingStatus.WITHDRAWN)
        make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        self.assertEqual(Meeting.objects.visible_to(self.sato).count(), 3)
        for user in (None, self.sato):
            with self.subTest(user=str(user)):
                self.assertEqual(self.as_user(user).get("/").context["unanswered_count"], 2)
