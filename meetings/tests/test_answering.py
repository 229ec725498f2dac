"""The secretariat says which turn answers which voice."""

from accounts.rules import Refused
from meetings.actions.answering import link_answer
from meetings.choices import MeetingStatus, MeetingVerb, ReplyBasis
from meetings.models import MeetingEvent, Turn
from meetings.tests.test_ledger import LedgerCase
from portal.testing import make_meeting


class LinkTests(LedgerCase):
    def state(self, turn):
        return Turn.objects.with_answer_state().get(pk=turn.pk).answer_state

    def test_a_link_moves_to_another_voice_and_a_person_has_decided_it(self):
        moved = make_meeting(by=self.sato, voices=("A市町", "B市町", "県"))
        a, b, answer = moved.turns.order_by("number")
        link_answer(answer, question=a, by=self.sato)
        link_answer(answer, question=b, by=self.mori)
        answer.refresh_from_db()
        self.assertEqual((answer.reply_to, answer.reply_basis), (b, ReplyBasis.REVIEWER))
        self.assertEqual((self.state(a), self.state(b)), ("unanswered", "answered"))

    def test_a_proposed_link_can_be_taken_away_and_stays_decided(self):
        link_answer(self.answer, question=None, by=self.sato)
        self.answer.refresh_from_db()
        self.assertEqual((self.answer.reply_to, self.answer.reply_basis), (None, ReplyBasis.REVIEWER))
        self.assertEqual(self.state(self.a), "unanswered")

    def test_each_change_leaves_a_trace(self):
        link_answer(self.answer, question=None, by=self.sato)
        event = MeetingEvent.objects.get(meeting=self.meeting)
        self.assertEqual((event.verb, event.by), (MeetingVerb.EDITED, self.sato))
        self.assertIn("発言のまとまり2", event.note)

    def test_it_refuses_later_turns_itself_and_other_meetings(self):
        other = make_meeting(by=self.sato)
        for question in (self.b, self.answer, other.turns.get(number=1)):
            with self.assertRaises(Refused):
                link_answer(self.answer, question=question, by=self.sato)
        self.answer.refresh_from_db()
        self.assertEqual(self.answer.reply_to, self.a)

    def test_it_refuses_everybody_but_the_secretariat(self):
        for somebody in (self.hana, self.yui, self.aki, self.fumi):
            with self.assertRaisesMessage(Refused, "これができるのは、県事務局です。"):
                link_answer(self.answer, question=None, by=somebody)

    def test_what_waits_for_approval_stands_still(self):
        for status in (MeetingStatus.IN_REVIEW, MeetingStatus.APPROVED, MeetingStatus.WITHDRAWN):
            meeting = make_meeting(by=self.sato, status=status)
            with self.assertRaises(Refused):
                link_answer(meeting.turns.get(number=2), question=meeting.turns.get(number=1), by=self.sato)


class AnswerPageTests(LedgerCase):
    def setUp(self):
        super().setUp()
        self.page = f"{self.path}{self.a.number}/"

    def test_choosing_a_later_turn_links_it(self):
        link_answer(self.answer, question=None, by=self.sato)
        response = self.as_user(self.sato).post(self.page, {"answer": self.answer.number})
        self.assertRedirects(response, self.page)
        self.answer.refresh_from_db()
        self.assertEqual(self.answer.reply_to, self.a)

    def test_choices_are_later_turns_that_do_not_answer_it_yet(self):
        form = self.as_user(self.sato).get(self.page).context["form"]
        self.assertEqual([turn.number for turn in form.fields["answer"].queryset], [3, 4])

    def test_a_wrong_or_missing_choice_says_what_to_do(self):
        self.as_user(self.sato)
        for value, words in [("", "を選んでください"), ("2", "この声よりあとの"), ("x", "この声よりあとの")]:
            response = self.client.post(self.page, {"answer": value})
            self.assertContains(response, words)
            self.assertContains(response, "<title>エラー：")

    def test_a_link_is_removed_by_a_button(self):
        response = self.as_user(self.sato).post(f"{self.page}without/{self.answer.number}/")
        self.assertRedirects(response, self.page)
        self.answer.refresh_from_db()
        self.assertIsNone(self.answer.reply_to)
        self.assertEqual(self.client.post(f"{self.page}without/{self.answer.number}/").status_code, 404)

    def test_others_are_refused_with_a_sentence_and_strangers_sign_in(self):
        for path in (self.page, f"{self.page}promise/"):
            self.assertEqual(self.as_user(None).get(path).status_code, 302)
            for somebody in (self.hana, self.yui, self.aki, self.fumi):
                for response in (self.as_user(somebody).get(path), self.client.post(path, {"answer": 3})):
                    self.assertContains(response, "これができるのは、県事務局です。", status_code=409)
        self.assertEqual(self.as_user(self.hana).post(f"{self.page}without/2/").status_code, 409)

    def test_a_turn_that_is_no_voice_or_a_hidden_meeting_is_not_found(self):
        draft = make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        self.assertEqual(self.as_user(self.sato).get(f"{self.path}{self.answer.number}/").status_code, 404)
        self.assertEqual(self.as_user(self.hana).get(f"/meetings/{draft.code}/ledger/1/").status_code, 404)
