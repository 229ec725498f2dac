"""Rooms, cases: the pages that ask once more, and what is said instead of a button."""

from cases.choices import CaseStatus
from cases.models import CaseStudy
from cases.tests.told import publish_case, submit_case, write_case
from portal.testing import CastTestCase, make_case


class PagesAskBeforeTheyAct(CastTestCase):
    def stored(self, case):
        return CaseStudy.objects.get(pk=case.pk)

    def test_the_check_page_names_what_is_missing_and_offers_no_button(self):
        case = make_case(self.aoba, evidence="測った")
        page = self.as_user(self.hana).get(f"/cases/{case.code}/edit/check/")
        self.assertContains(page, "公開まであと6項目", count=2)
        self.assertContains(page, f'<a href="/cases/{case.code}/edit/cost/">財源</a>')
        self.assertContains(page, "まだ県に出せません。")
        self.assertNotContains(page, "県に出す</button>")

    def test_a_town_submits_with_its_day_of_decision(self):
        case = write_case(self.aoba, self.hana)
        path = f"/cases/{case.code}/edit/check/"
        self.assertContains(self.as_user(self.hana).get(path), "県に出す</button>")
        wrong = (("", "庁内で決裁した日を入力してください。"), ("平成36年1月1日", "年号を確かめてください"))
        for typed, sentence in wrong:
            answer = self.client.post(path, {"internal_decision_on": typed})
            self.assertContains(answer, sentence)
            self.assertContains(answer, "<title>エラー：")
        future = self.client.post(path, {"internal_decision_on": "令和90年1月1日"})
        self.assertContains(future, "先の日付です")
        self.assertContains(future, "令和90年1月1日")
        answer = self.client.post(path, {"internal_decision_on": "Ｒ６．３．２２"})
        self.assertRedirects(answer, case.get_absolute_url())
        self.assertEqual(str(self.stored(case).internal_decision_on), "2024-03-22")

    def test_the_secretariat_returns_with_a_reason_that_the_town_reads(self):
        case = submit_case(write_case(self.aoba, self.hana), self.hana)
        path = f"/cases/{case.code}/return/"
        self.assertContains(self.as_user(self.sato).get(path), "差し戻す</button>")
        self.assertContains(self.client.post(path, {"reason": " "}), "理由を入力してください。", count=2)
        self.assertRedirects(self.client.post(path, {"reason": "財源を確かめて"}), "/cases/")
        page = self.as_user(self.hana).get(case.get_absolute_url())
        self.assertContains(page, "県から差し戻されています")
        self.assertContains(page, "財源を確かめて")

    def test_the_secretariat_publishes(self):
        case = submit_case(write_case(self.aoba, self.hana), self.hana)
        answer = self.as_user(self.sato).post(f"/cases/{case.code}/publish/", follow=True)
        self.assertContains(answer, f"公開しました。番号は{case.code}です。")
        self.assertEqual(self.stored(case).status, CaseStatus.PUBLISHED)

    def test_why_not_is_said_on_the_page_and_the_act_is_refused(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        self.as_user(self.ken)
        for verb in ("publish", "return", "withdraw", "confirm"):
            with self.subTest(verb=verb):
                page = self.client.get(f"/cases/{case.code}/{verb}/")
                self.assertContains(page, "notice warning")
                self.assertNotContains(page, "やめる</a>")
                answer = self.client.post(f"/cases/{case.code}/{verb}/", {"reason": "いたずら"})
                self.assertEqual(answer.status_code, 409)
        self.assertEqual(self.stored(case).status, CaseStatus.PUBLISHED)
        page = self.client.get(case.get_absolute_url())
        self.assertNotContains(page, "この事例の手続き")

    def test_a_withdrawn_case_is_gone_for_others(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        self.as_user(self.hana).post(f"/cases/{case.code}/withdraw/", {"reason": "やめた"})
        self.assertContains(self.client.get(case.get_absolute_url()), "取り下げた事例です。")
        self.assertEqual(self.as_user(None).get(case.get_absolute_url()).status_code, 404)
