"""Deed: a town says on a page how far it is; the secretariat enters what is public."""

import datetime

from django.utils import timezone

from accounts.choices import Basis
from cases.actions.rollouts import record
from cases.choices import CaseStatus
from cases.models import Rollout
from portal.testing import CastTestCase, make_case, make_obstacle, make_rollout, make_town

SOURCE = {"source_url": "https://example.lg.jp/sensors.html", "source_date": "令和5年度"}


class Pages(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.case = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana, title="架空の広報")
        cls.obstacle = make_obstacle()
        cls.new = f"/cases/{cls.case.code}/rollouts/new/"
        cls.page = f"/cases/{cls.case.code}/rollouts/28992/"


class Beginning(Pages):
    def test_a_town_enters_its_first_stage(self):
        client = self.as_user(self.ken)
        self.assertContains(client.get(f"/cases/{self.case.code}/spread/"), self.new)
        self.assertContains(client.get(self.new), "わが町の段階を入れる")
        sent = {"stage": "live", "since": "Ｒ６．３．２２", "remark": "窓口1か所で始めた"}
        self.assertRedirects(client.post(self.new, sent), self.page)
        row = Rollout.objects.get()
        self.assertEqual(
            (row.municipality, row.since, row.fiscal_year), (self.minato, datetime.date(2024, 3, 22), 2023)
        )
        said = client.get(self.page).text
        for words in (
            "運用中",
            "令和6年3月22日（金）",
            "窓口1か所で始めた",
            "市町の入力",
            "（はじめ） → 運用中",
            "Ken",
        ):
            self.assertIn(words, said)
        self.assertRedirects(client.get(self.new), self.page)

    def test_an_exit_without_reason_keeps_what_was_typed(self):
        page = self.as_user(self.ken).post(
            self.new, {"stage": "declined", "remark": "人がいない", "since": "令和6年4月1日"}
        )
        self.assertContains(page, "理由を選んでください。")
        self.assertContains(page, '<a href="#id_reason">')
        self.assertContains(page, '<a href="#id_note">')
        self.assertContains(page, "<title>エラー：")
        self.assertContains(page, 'value="人がいない"')
        self.assertContains(page, 'value="令和6年4月1日"')
        self.assertFalse(Rollout.objects.exists())

    def test_nobody_else_gets_the_form(self):
        self.assertEqual(self.client.get(self.new).status_code, 302)
        for who in (self.fumi, self.yui, self.aki):
            for answer in (self.as_user(who).get(self.new), self.client.post(self.new, {"stage": "live"})):
                self.assertEqual(answer.status_code, 409)
        self.assertFalse(Rollout.objects.exists())

    def test_a_case_out_of_sight_is_not_there(self):
        draft = make_case(self.aoba)
        for url in (
            f"/cases/{draft.code}/spread/",
            f"/cases/{draft.code}/rollouts/new/",
            f"/cases/{draft.code}/rollouts/28992/",
        ):
            self.assertEqual(self.as_user(self.ken).get(url).status_code, 404)

    def test_the_secretariat_enters_a_public_source(self):
        client = self.as_user(self.sato)
        sent = {"municipality": self.minato.pk, "basis": "public_source", "stage": "live"}
        self.assertContains(client.post(self.new, sent), "出典のアドレスを入力してください。")
        self.assertRedirects(client.post(self.new, sent | SOURCE), self.page)
        self.assertEqual(Rollout.objects.get().basis, Basis.PUBLIC_SOURCE)
        self.client.logout()
        said = self.client.get(self.page).text
        for words in ("要確認", "公開資料から県が入力", SOURCE["source_url"], "（令和5年度）"):
            self.assertIn(words, said)


class Changing(Pages):
    def test_a_town_moves_on_and_the_history_tells(self):
        record(self.case, self.minato, "studying", by=self.ken, section="総務課")
        client = self.as_user(self.ken)
        self.assertContains(client.get(self.page), "総務課")
        sent = {"was": "studying", "stage": "budgeted", "fiscal_year": "2026", "evidence": "議案第5号"}
        self.assertRedirects(client.post(self.page, sent), self.page)
        said = client.get(self.page).text
        for words in ("検討中 → 予算化", "令和8年度", "根拠：議案第5号"):
            self.assertIn(words, said)

    def test_going_back_names_the_obstacle(self):
        make_rollout(self.case, self.minato, "live")
        client = self.as_user(self.ken)
        sent = {"was": "live", "stage": "studying", "note": "担当が異動した"}
        self.assertContains(client.post(self.page, sent), "理由を選んでください。")
        self.assertRedirects(client.post(self.page, sent | {"reason": "O1"}), self.page)
        self.assertContains(client.get(self.page), "理由：原課の理解・巻き込み")

    def test_the_same_stage_completes_the_facts_and_keeps_the_day(self):
        row = make_rollout(self.case, self.minato, "live", since=datetime.date(2024, 3, 22))
        self.as_user(self.ken).post(self.page, {"was": "live", "stage": "live", "remark": "毎日使う"})
        row.refresh_from_db()
        self.assertEqual((row.since, row.remark), (datetime.date(2024, 3, 22), "毎日使う"))
        self.assertEqual(str(row.events.get()), "運用中のまま（確かめました）")

    def test_a_second_editor_is_told_what_has_changed_meanwhile(self):
        make_rollout(self.case, self.minato, "live")
        page = self.as_user(self.ken).post(self.page, {"was": "studying", "stage": "budgeted", "remark": "書いた文"})
        self.assertContains(page, "「運用中」に変わっています")
        self.assertContains(page, "書いた文")
        again = {name: page.context["form"][name].value() or "" for name in ("was", "remark")}
        self.assertEqual(again["was"], "live")
        answer = self.client.post(self.page, again | {"stage": "sustained"})
        self.assertRedirects(answer, self.page)

    def test_others_read_but_have_no_form_and_no_post(self):
        make_rollout(self.case, self.minato, "live", section="総務課", reason=self.obstacle)
        for who in (None, self.hana, self.fumi, self.yui, self.aki, self.sato):
            client = self.as_user(who)
            self.assertNotContains(client.get(self.page), "保存する")
            self.assertEqual(client.post(self.page, {"stage": "paused"}).status_code, 409)
        self.as_user(self.hana)
        self.assertNotContains(self.client.get(self.page), "総務課")
        self.assertNotContains(self.client.get(self.page), "原課の理解")
        self.assertEqual(Rollout.objects.get().stage, "live")

    def test_a_hidden_stage_is_not_found_by_others(self):
        make_rollout(self.case, self.minato, "interested")
        for who, code in [(None, 404), (self.hana, 404), (self.fumi, 404), (self.ken, 200), (self.yui, 200)]:
            self.assertEqual(self.as_user(who).get(self.page).status_code, code)

    def test_five_and_six_digits_lead_to_the_same_page(self):
        make_rollout(self.case, self.minato, "live")
        for code in ("28992", self.minato.code):
            self.assertEqual(self.client.get(f"/cases/{self.case.code}/rollouts/{code}/").status_code, 200)
        for code in ("28999", "289920", "2899299", "港町", "1"):
            self.assertEqual(self.client.get(f"/cases/{self.case.code}/rollouts/{code}/").status_code, 404)


class Confirming(Pages):
    def test_the_button_takes_over_what_the_prefecture_entered(self):
        record(self.case, self.minato, "live", by=self.sato, **SOURCE)
        client = self.as_user(self.ken)
        self.assertContains(client.get(self.page), "合っていれば「確かめました」を押すと")
        self.assertRedirects(client.post(f"{self.page}confirm/", {"was": "live"}), self.page)
        row = Rollout.objects.get()
        self.assertEqual(row.basis, Basis.TOWN)
        self.assertNotContains(client.get(self.page), "要確認")
        self.assertContains(client.get(self.page), SOURCE["source_url"])

    def test_only_the_town_may_press_it(self):
        make_rollout(self.case, self.minato, "live")
        self.assertEqual(self.client.post(f"{self.page}confirm/").status_code, 302)
        for who in (self.hana, self.fumi, self.yui, self.sato):
            self.assertEqual(self.as_user(who).post(f"{self.page}confirm/").status_code, 409)
        self.assertEqual(self.as_user(self.ken).get(f"{self.page}confirm/").status_code, 405)

    def test_waiting_is_told_to_its_owner_and_the_prefecture_only(self):
        long_ago = timezone.now() - datetime.timedelta(days=91)
        make_rollout(self.case, self.minato, "building", updated_at=long_ago)
        for who, told in [(None, False), (self.hana, False), (self.ken, True), (self.sato, True)]:
            self.assertEqual("確認待ち" in self.as_user(who).get(self.page).text, told, who)
        self.assertNotContains(self.as_user(self.hana).get("/spread/"), "確認待ち")

    def test_a_day_short_of_the_limit_nobody_waits(self):
        now = timezone.now()
        for stage, days in [("building", 89), ("live", 364), ("sustained", 364)]:
            make_rollout(make_case(self.aoba), self.minato, stage, updated_at=now - datetime.timedelta(days=days))
        self.assertFalse(Rollout.objects.stale().exists())
        waiting = [
            make_rollout(make_case(self.aoba), self.minato, stage, updated_at=now - datetime.timedelta(days=days))
            for stage, days in [("interested", 91), ("budgeted", 91), ("live", 366), ("sustained", 366)]
        ]
        self.assertEqual(set(Rollout.objects.stale()), set(waiting))
        self.assertTrue(all(row.is_stale for row in waiting))

    def test_a_town_case_page_costs_the_same_for_one_town_and_for_six(self):
        url = f"/cases/{self.case.code}/spread/"
        for n in range(3):
            make_rollout(self.case, make_town(f"山里{n}町", f"2881{n}"), "live")
            make_rollout(self.case, make_town(f"谷里{n}町", f"2882{n}"), "studying")
            with self.assertNumQueries(3):  # case; rollouts, counts
                self.client.get(url)


class OnTheCasePage(Pages):
    def test_the_case_names_who_uses_it_counts_the_rest_and_leads_on(self):
        make_rollout(self.case, self.minato, "live")
        for n in range(3):
            make_rollout(self.case, make_town(f"山里{n}町", f"2881{n}"), "studying")
        said = self.client.get(f"/cases/{self.case.code}/").text
        self.assertIn("港町</a>", said)
        self.assertIn("3市町", said)
        self.assertNotIn("山里1町", said)
        self.assertIn(f"/cases/{self.case.code}/spread/", said)

    def test_a_town_finds_the_way_to_its_own_stage(self):
        self.assertContains(self.as_user(self.ken).get(f"/cases/{self.case.code}/"), self.new)
        record(self.case, self.minato, "interested", by=self.ken)
        self.assertContains(self.client.get(f"/cases/{self.case.code}/"), f'href="{self.page}">段階を更新')
        self.assertNotContains(self.as_user(self.sato).get(f"/cases/{self.case.code}/"), self.new)
