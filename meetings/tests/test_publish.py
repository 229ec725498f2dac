"""Rooms, meetings: the way to the public and back: complete, by two people, with provenance; a draft can vanish."""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from accounts.choices import Reach, Visibility
from accounts.rules import Refused
from meetings.actions import describing, publishing
from meetings.choices import MOVES, MeetingStatus, MeetingVerb
from meetings.models import Meeting, MeetingEvent, SourceDocument, Speaker, Statement
from meetings.tests.minutes import number, publish_all, settle_all, take_in
from portal.testing import CastTestCase
from search.models import SearchEntry


class PublishTests(CastTestCase):
    def setUp(self):
        self.meeting = take_in(self.sato)

    def status(self):
        self.meeting.refresh_from_db()
        return self.meeting.status

    def page(self, step, user, **fields):
        url = reverse("meetings:review-move", args=[self.meeting.code, step])
        return self.as_user(user).post(url, fields, follow=True)

    def test_every_status_has_a_row_of_moves(self):
        self.assertEqual(set(MOVES), set(MeetingStatus))

    def test_the_whole_way_by_pages(self):
        settle_all(self.meeting, self.sato)
        self.assertContains(self.page("submit", self.sato), "承認に回しました。")
        self.assertContains(self.page("approve", self.mori), "承認しました。")
        self.assertContains(self.page("publish", self.sato), "公開しました。")
        self.assertEqual(self.status(), MeetingStatus.PUBLISHED)
        self.assertEqual((self.meeting.approved_by, self.meeting.reach), (self.mori, Reach.PUBLIC))
        self.assertIsNotNone(self.meeting.published_at)
        verbs = list(self.meeting.events.values_list("verb", flat=True)[:3])
        self.assertEqual(verbs, [MeetingVerb.PUBLISHED, MeetingVerb.APPROVED, MeetingVerb.SUBMITTED])

    def test_open_doubts_and_unconfirmed_statements_stop_it(self):
        with self.assertRaisesMessage(Refused, "要対応があと1件、未確認の発言があと6件あります。"):
            publishing.submit(self.meeting, by=self.sato)

    def test_provenance_and_the_reason_for_anonymity_are_owed(self):
        settle_all(self.meeting, self.sato)
        for facts, sentence in (
            ({"is_own_record": False, "source_url": "https://example.jp/a", "publisher": "架空県"}, "出典"),
            ({"is_own_record": True, "anonymity_reason": " "}, "匿名にした理由"),
        ):
            self.meeting.refresh_from_db()
            describing.describe(self.meeting, by=self.sato, seen=self.meeting.stamp, **facts)
            with self.subTest(sentence=sentence), self.assertRaisesMessage(Refused, sentence):
                publishing.submit(self.meeting, by=self.sato)
        Speaker.objects.filter(meeting=self.meeting).update(is_pseudonym=False)
        publishing.submit(self.meeting, by=self.sato)
        self.assertEqual(self.status(), MeetingStatus.IN_REVIEW)

    def test_a_record_that_lost_its_provenance_is_not_published(self):
        settle_all(self.meeting, self.sato)
        publishing.submit(self.meeting, by=self.sato)
        publishing.approve(self.meeting, by=self.mori)
        Meeting.objects.update(is_own_record=False)
        with self.assertRaisesMessage(Refused, "出典"):
            publishing.publish(self.meeting, by=self.sato)

    def test_whoever_worked_on_it_cannot_approve_it(self):
        settle_all(self.meeting, self.sato)
        publishing.submit(self.meeting, by=self.sato)
        self.assertContains(self.page("approve", self.sato), "別の人に承認を頼んでください。", status_code=409)
        MeetingEvent.objects.create(meeting=self.meeting, verb=MeetingVerb.CHECKED, by=self.mori)
        with self.assertRaisesMessage(Refused, "この記録の作業をした人は承認できません。"):
            publishing.approve(self.meeting, by=self.mori)

    def test_nobody_else_moves_a_record(self):
        settle_all(self.meeting, self.sato)
        for user in (self.hana, self.yui, self.aki, self.fumi, AnonymousUser()):
            for verb in (publishing.submit, publishing.approve, publishing.publish, publishing.discard):
                with self.subTest(user=user, verb=verb.__name__), self.assertRaises(Refused):
                    verb(self.meeting, by=user)
        self.assertEqual(self.status(), MeetingStatus.DRAFT)

    def test_sending_back_needs_a_reason_and_voids_the_approval(self):
        settle_all(self.meeting, self.sato)
        publishing.submit(self.meeting, by=self.sato)
        publishing.approve(self.meeting, by=self.mori)
        self.assertContains(self.page("return", self.mori, reason=""), "理由を入力してください。")
        self.page("return", self.mori, reason="日付を確かめてください")
        self.assertEqual(self.status(), MeetingStatus.DRAFT)
        self.assertEqual((self.meeting.approved_by, self.meeting.approved_at), (None, None))
        self.assertEqual(self.meeting.events.first().note, "日付を確かめてください")

    def test_steps_that_do_not_follow_are_refused(self):
        for step, words in (
            ("approve", "承認できません"),
            ("publish", "公開できません"),
            ("withdraw", "取り下げできません"),
        ):
            with self.subTest(step=step):
                self.assertContains(self.page(step, self.mori, reason="理由"), words, status_code=409)

    def test_what_is_published_is_found_and_what_is_withdrawn_is_not(self):
        self.assertFalse(SearchEntry.objects.exists())
        publish_all(self.meeting, self.sato, self.mori)
        self.assertEqual(SearchEntry.objects.filter(kind="statement", reach=Reach.PUBLIC).count(), 6)
        entry = SearchEntry.objects.get(kind="statement", code=f"{self.meeting.code}-3")
        self.assertEqual((entry.title, entry.parent), ("A市町", self.meeting.code))
        self.assertIn("今年度の取組", SearchEntry.objects.get(kind="meeting").body)
        self.page("withdraw", self.sato, reason="別の会議の記録だったため")
        self.assertFalse(SearchEntry.objects.exists())
        self.assertEqual((self.status(), self.meeting.reach), (MeetingStatus.WITHDRAWN, Reach.SECRETARIAT))
        self.assertFalse(Statement.objects.visible_to(self.yui).exists())
        self.assertEqual(self.as_user(self.hana).get(f"/meetings/{self.meeting.code}/").status_code, 404)

    def test_the_index_keeps_the_reach_that_was_chosen(self):
        settle_all(self.meeting, self.sato)
        describing.describe(self.meeting, by=self.sato, seen=self.meeting.stamp, visibility=Visibility.MEMBERS)
        publishing.submit(self.meeting, by=self.sato)
        publishing.approve(self.meeting, by=self.mori)
        publishing.publish(self.meeting, by=self.mori)
        self.assertEqual(set(SearchEntry.objects.values_list("reach", flat=True)), {Reach.MEMBERS})

    def test_originals_doubts_and_trail_stay_the_secretariats_after_publication(self):
        publish_all(self.meeting, self.sato, self.mori)
        for rows in (SourceDocument.objects, MeetingEvent.objects, type(self.meeting.issues.first()).objects):
            with self.subTest(rows=rows.model.__name__):
                for user in (AnonymousUser(), self.hana, self.yui, self.aki, self.fumi):
                    self.assertFalse(rows.visible_to(user).exists())
                self.assertTrue(rows.visible_to(self.mori).exists())


class DiscardTests(CastTestCase):
    def test_a_draft_vanishes_wholly_after_a_question(self):
        meeting = take_in(self.sato)
        url = reverse("meetings:review-move", args=[meeting.code, "discard"])
        self.assertContains(self.as_user(self.sato).get(url), "元に戻せません")
        self.assertTrue(Meeting.objects.exists())
        self.assertRedirects(self.client.post(url), reverse("meetings:desk"))
        left = [
            model for model in (Meeting, Statement, Speaker, SourceDocument, MeetingEvent) if model.objects.exists()
        ]
        self.assertEqual(left, [])
        self.assertNotEqual(take_in(self.sato).code, meeting.code)

    def test_what_was_submitted_or_published_is_not_discarded(self):
        meeting = take_in(self.sato)
        publish_all(meeting, self.sato, self.mori)
        with self.assertRaisesMessage(Refused, "破棄できるのは「確認中」の記録だけです。"):
            publishing.discard(meeting, by=self.sato)
        self.assertEqual(number(meeting, 6).code, f"{meeting.code}-6")
