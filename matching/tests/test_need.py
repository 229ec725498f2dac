"""Writing, posting, moving and joining a need."""

from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.rules import Refused
from matching import actions
from matching.models import Need, NeedEvent, NeedSupport
from portal.testing import CastTestCase, make_case, make_meeting, make_need
from search.models import SearchEntry


class WritingTests(CastTestCase):
    def test_a_need_is_written_looked_over_and_posted(self):
        self.as_user(self.hana)
        answer = self.client.post(
            reverse("matching:new"), {"visibility": "members", "title": "転記が月40時間", "today": "手で打ち直す"}
        )
        need = Need.objects.get()
        self.assertRedirects(answer, reverse("matching:check", args=[need.code]))
        self.assertEqual((need.status, need.municipality, need.reach), ("draft", self.aoba, "private"))
        self.client.post(reverse("matching:check", args=[need.code]))
        need.refresh_from_db()
        self.assertEqual((need.status, need.reach), ("open", "members"))
        self.assertEqual(list(need.events.values_list("verb", flat=True)), ["posted", "created"])
        self.assertEqual(SearchEntry.objects.get(kind="need").reach, "members")

    def test_an_error_keeps_what_was_typed(self):
        page = self.as_user(self.hana).post(
            reverse("matching:new"), {"visibility": "members", "title": "転記", "volume": "月６００件"}
        )
        self.assertContains(page, "エラー：")
        self.assertContains(page, "月６００件")
        self.assertContains(page, "どちらかを入力してください")
        self.assertEqual(Need.objects.count(), 0)

    def test_firms_and_visitors_do_not_write_needs(self):
        self.assertContains(self.as_user(self.fumi).get(reverse("matching:new")), "これができるのは", status_code=409)
        self.assertEqual(self.as_user(None).get(reverse("matching:new")).status_code, 302)
        with self.assertRaises(Refused):
            actions.create(by=self.fumi, title="x", today="y")

    def test_nobody_changes_the_words_of_another_town(self):
        need = make_need(self.aoba, by=self.hana)
        for user in (self.ken, self.yui, self.sato, self.aki, self.fumi):
            with self.subTest(user=str(user)):
                page = self.as_user(user).post(reverse("matching:edit", args=[need.code]))
                self.assertEqual(page.status_code, 404 if user == self.fumi else 409)
                with self.assertRaises(Refused):
                    actions.update(need, by=user, title="別の題名")

    def test_dropping_needs_a_reason_and_moves_follow_the_table(self):
        need = make_need(self.aoba, by=self.hana)
        with self.assertRaisesMessage(Refused, "理由"):
            actions.move(need, "dropped", by=self.hana)
        actions.move(need, "dropped", by=self.hana, reason="予算がつかなかった")
        with self.assertRaisesMessage(Refused, "変えられません"):
            actions.move(need, "solved", by=self.yui)
        self.assertEqual(NeedEvent.objects.get(verb="moved").note, "募集中 → 見送り 予算がつかなかった")

    def test_release_to_firms_is_a_recorded_decision_of_its_town(self):
        need = make_need(self.aoba, by=self.hana)
        for user in (self.yui, self.sato, self.ken):
            with self.assertRaises(Refused):
                actions.release(need, by=user)
        self.assertEqual(self.as_user(self.fumi).get(need.get_absolute_url()).status_code, 404)
        actions.release(need, by=self.hana)
        self.assertEqual(self.as_user(self.fumi).get(need.get_absolute_url()).status_code, 200)
        self.assertTrue(SearchEntry.objects.get(kind="need").released)


class SupportTests(CastTestCase):
    def test_a_town_joins_once_and_not_its_own_need(self):
        need = make_need(self.aoba, by=self.hana)
        self.as_user(self.ken).post(reverse("matching:support", args=[need.code]), {"note": "同じ様式です"})
        self.assertEqual(
            list(NeedSupport.objects.values_list("municipality", "note")), [(self.minato.pk, "同じ様式です")]
        )
        again = self.client.post(reverse("matching:support", args=[need.code]))
        self.assertContains(again, "もう「うちも」", status_code=409)
        with self.assertRaisesMessage(Refused, "わが町の困りごと"):
            actions.support(need, by=self.hana)
        for user in (self.yui, self.fumi, self.aki):
            with self.assertRaises(Refused):
                actions.support(need, by=user)

    def test_it_can_be_taken_back(self):
        need = make_need(self.aoba, by=self.hana)
        actions.support(need, by=self.ken)
        self.as_user(self.ken).post(reverse("matching:unsupport", args=[need.code]))
        self.assertFalse(NeedSupport.objects.exists())


class FromStatementTests(CastTestCase):
    def test_two_clicks_make_a_need_without_a_town_and_link_both_ways(self):
        meeting = make_meeting(by=self.sato)
        statement = meeting.statements.get(number=1)
        page = self.as_user(self.sato).get(statement.get_absolute_url())
        target = reverse("matching:from-statement", args=[meeting.code, 1])
        self.assertContains(page, target)
        self.client.post(target, {"title": "転記をなくしたい"})
        need = Need.objects.get()
        self.assertEqual((need.municipality, need.statement, need.status), (None, statement, "open"))
        self.as_user(None)
        self.assertContains(self.client.get(need.get_absolute_url()), statement.get_absolute_url())
        self.assertContains(self.client.get(statement.get_absolute_url()), need.get_absolute_url())
        self.assertContains(self.client.get(meeting.get_absolute_url()), need.get_absolute_url())

    def test_a_record_in_review_gives_no_need(self):
        meeting = make_meeting(by=self.sato, status="draft")
        statement = meeting.statements.get(number=1)
        target = reverse("matching:from-statement", args=[meeting.code, 1])
        for user in (self.sato, self.yui, self.hana):
            answer = self.as_user(user).post(target, {"title": "x"})
            self.assertEqual(answer.status_code, 409 if user == self.sato else 404)
        with self.assertRaisesMessage(Refused, "公開された記録"):
            actions.from_statement(statement, by=self.sato, title="x")

    def test_towns_and_firms_do_not_make_needs_of_statements(self):
        meeting = make_meeting(by=self.sato)
        for user in (self.hana, self.fumi, self.aki):
            with self.assertRaises(Refused):
                actions.from_statement(meeting.statements.get(number=1), by=user, title="x")

    def test_the_database_keeps_a_town_out_of_such_a_need(self):
        meeting = make_meeting(by=self.sato)
        need = actions.from_statement(meeting.statements.get(number=1), by=self.sato, title="x")
        with self.assertRaises(IntegrityError), transaction.atomic():
            Need.objects.filter(pk=need.pk).update(municipality=self.aoba)


class LinkTests(CastTestCase):
    def test_a_case_is_tied_to_a_need_once_and_seen_from_both_sides(self):
        need = make_need(self.aoba, by=self.hana, visibility="public")
        case = make_case(self.minato, by=self.ken, status="published")
        self.as_user(self.yui).post(reverse("matching:link-case", args=[need.code]), {"case": case.code})
        self.client.post(reverse("matching:link-case", args=[need.code]), {"case": case.code})
        self.assertEqual(need.case_links.count(), 1)
        self.as_user(None)
        self.assertContains(self.client.get(need.get_absolute_url()), case.get_absolute_url())
        self.assertContains(self.client.get(case.get_absolute_url()), need.get_absolute_url())

    def test_a_link_to_a_case_that_the_reader_may_not_see_is_not_there(self):
        need = make_need(self.aoba, by=self.hana, visibility="public")
        hidden = make_case(
            self.minato, by=self.ken, status="published", visibility="prefecture", title="まだ見せない事例"
        )
        actions.link_case(need, hidden, by=self.yui)
        self.assertNotContains(self.as_user(None).get(need.get_absolute_url()), hidden.title)
        self.assertContains(self.as_user(self.yui).get(need.get_absolute_url()), hidden.title)
