"""宿題: what was promised to a voice, and how it ended."""

import datetime

from accounts.rules import Refused
from meetings.actions.answering import keep, promise, stamp
from meetings.choices import MeetingStatus
from meetings.models import Commitment, MeetingEvent
from meetings.tests.test_ledger import LedgerCase
from portal.testing import make_meeting

DUE = datetime.date(2024, 9, 30)


class CommitmentTests(LedgerCase):
    def setUp(self):
        super().setUp()
        self.given = self.c.commitments.get()
        self.page = f"/actions/{self.given.code}/"

    def typed(self, **changes):
        facts = {"text": "手引きを配る", "owner": "情報課", "due_on": "", "done_on": "", "result": ""}
        return facts | {"seen": stamp(Commitment.objects.get(pk=self.given.pk))} | changes

    def test_a_promise_makes_the_voice_promised(self):
        made = promise(self.meeting, turn=self.b, text="調べる", owner="情報課", due_on=DUE, by=self.sato)
        self.assertEqual((made.turn, made.due_on, made.created_by), (self.b, DUE, self.sato))
        self.assertContains(self.client.get(self.path), "約束あり 2")
        self.assertIn(made.code, MeetingEvent.objects.get().note)

    def test_a_promise_needs_the_secretariat_the_same_meeting_and_an_open_ledger(self):
        other = make_meeting(by=self.sato)
        waiting = make_meeting(by=self.sato, status=MeetingStatus.IN_REVIEW)
        facts = {"text": "調べる", "owner": "情報課"}
        for meeting, turn, by in [
            (self.meeting, self.b, self.yui),
            (self.meeting, other.turns.get(number=1), self.sato),
            (waiting, None, self.sato),
        ]:
            with self.assertRaises(Refused):
                promise(meeting, turn=turn, by=by, **facts)
        self.assertEqual(Commitment.objects.count(), 1)

    def test_it_is_recorded_on_a_page_with_a_date_as_people_type_it(self):
        path = f"{self.path}{self.b.number}/promise/"
        facts = {"text": "調べて知らせる", "owner": "情報課", "due_on": "R6.9.30"}
        response = self.as_user(self.sato).post(path, facts)
        self.assertRedirects(response, f"{self.path}{self.b.number}/")
        self.assertEqual(self.b.commitments.get().due_on, DUE)

    def test_wrong_input_keeps_what_was_typed(self):
        path = f"{self.path}{self.b.number}/promise/"
        response = self.as_user(self.sato).post(path, {"text": "調べる", "owner": "", "due_on": "令和36年2月30日"})
        self.assertContains(response, "担当（課・係）を入力してください。")
        self.assertContains(response, "令和36年2月30日")
        self.assertContains(response, "調べる")
        self.assertFalse(self.b.commitments.exists())

    def test_it_is_done_with_a_day_and_a_result_never_with_one_alone(self):
        self.as_user(self.sato)
        self.assertContains(self.client.post(self.page, self.typed(done_on="R6.9.1")), "結果も入力してください")
        self.assertContains(self.client.post(self.page, self.typed(result="配った")), "終えた日も入力してください")
        response = self.client.post(self.page, self.typed(done_on="R6.9.1", result="全市町に配った"))
        self.assertRedirects(response, self.page)
        self.assertContains(self.as_user(None).get(self.page), "令和6年9月1日（日）")
        self.assertContains(self.client.get(self.path), "全市町に配った")

    def test_two_editors_do_not_overwrite_each_other_unseen(self):
        before = self.typed(owner="総務課")
        keep(self.given, seen=stamp(self.given), text="手引きを配る", owner="財政課", by=self.mori)
        response = self.as_user(self.sato).post(self.page, before)
        self.assertContains(response, "ほかの人が直しました")
        self.assertContains(response, 'value="総務課"')
        self.assertEqual(Commitment.objects.get(pk=self.given.pk).owner, "財政課")
        with self.assertRaises(Refused):
            keep(self.given, seen=before["seen"], text="別", owner="総務課", by=self.sato)

    def test_everybody_reads_it_and_the_secretariat_changes_it(self):
        for viewer in (None, self.hana, self.fumi, self.aki):
            page = self.as_user(viewer).get(self.page)
            self.assertContains(page, "手引きを配る")
            self.assertNotContains(page, "保存する")
            self.assertEqual(self.client.post(self.page, self.typed(text="別")).status_code, 409)
        self.assertContains(self.as_user(self.sato).get(self.page), "保存する")

    def test_it_is_as_hidden_as_its_meeting(self):
        draft = make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        made = promise(draft, text="内々の話", owner="情報課", by=self.sato)
        for viewer in (None, self.hana, self.yui, self.aki):
            self.assertEqual(self.as_user(viewer).get(f"/actions/{made.code}/").status_code, 404)
        self.assertEqual(self.client.get("/actions/H-999/").status_code, 404)
        self.assertEqual(self.client.get("/actions/C-001/").status_code, 404)
