"""Rooms, cases: two editors at once: both texts side by side, nothing overwritten unseen."""

from cases.models import CaseStudy
from cases.tests.test_case_writing import rows
from cases.tests.told import write_case
from portal.testing import CastTestCase, make_case


class TwoEditors(CastTestCase):
    def setUp(self):
        self.case = make_case(self.aoba, by=self.hana)
        self.as_user(self.hana)

    def post(self, step, sent):
        return self.client.post(f"/cases/{self.case.code}/edit/{step}/", sent)

    def stored(self):
        return CaseStudy.objects.get(pk=self.case.pk)

    def test_the_second_sees_both_texts_and_decides(self):
        self.post("office", {"version": "1", "engagement": "先の人の文", "work_added": "同じ"})
        page = self.post("office", {"version": "1", "engagement": "後の人の文", "work_added": "同じ"})
        self.assertEqual(page.status_code, 409)
        self.assertContains(page, "ほかの人が先に保存しました", status_code=409)
        self.assertContains(page, "<td>先の人の文</td><td>後の人の文</td>", status_code=409)
        self.assertNotContains(page, '<th scope="row">増えた作業</th>', status_code=409)
        self.assertContains(page, "後の人の文</textarea>", status_code=409)
        self.assertContains(page, 'name="version" value="2"', status_code=409)
        self.assertEqual(self.stored().engagement, "先の人の文")
        self.post("office", {"version": "2", "engagement": "2人の文", "work_added": "同じ"})
        self.assertEqual((self.stored().engagement, self.stored().revision), ("2人の文", 3))

    def test_rows_stand_side_by_side_too(self):
        first = rows("cost_lines", {"phase": "setup", "label": "機器", "amount": "480万円"})
        second = rows("cost_lines", {"phase": "yearly", "label": "利用料", "amount": "90万円"})
        self.post("cost", first | {"version": "1", "funding": ["grant"]})
        page = self.post("cost", second | {"version": "1", "funding": ["none"]})
        text = page.content.decode()
        self.assertEqual(page.status_code, 409)
        self.assertIn("<td>導入（1回）／自団体／機器／480万円</td><td>運用（毎年）／自団体／利用料／90万円</td>", text)
        self.assertIn("<td>国の交付金・補助金</td><td>費用なし</td>", text)
        self.assertEqual([line.label for line in self.stored().cost_lines.all()], ["機器"])

    def test_a_form_that_does_not_say_its_version_overwrites_nothing(self):
        self.case.engagement = "ある文"
        self.case.save()
        for version in ("", "x", "９", "99999999999"):
            with self.subTest(version=version):
                page = self.post("office", {"version": version, "engagement": "別の文"})
                self.assertEqual(page.status_code, 409)
        self.assertEqual(self.stored().engagement, "ある文")

    def test_the_same_text_from_both_is_no_conflict(self):
        sent = {"version": "1", "engagement": "同じ文"}
        self.assertEqual([self.post("office", sent).status_code for _ in range(2)], [302, 302])

    def test_somebody_who_took_a_tool_away_is_seen(self):
        case = write_case(self.aoba, self.hana)
        sent = {"version": "7", "period": "9か月"}
        page = self.client.post(f"/cases/{case.code}/edit/period/", sent)
        self.assertContains(page, "<td>（空）</td><td>9か月</td>", status_code=409)
