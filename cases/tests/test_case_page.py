"""Rooms, cases: the page of one case: six facts first, every row shown, whose word it is."""

from accounts.choices import Basis
from cases.choices import CaseKind, CaseStatus
from cases.models import CaseSource, CostLine
from cases.tests.told import publish_case
from portal.testing import CastTestCase, make_case, make_rollout


class TheCaseIsTold(CastTestCase):
    def page(self, case, user=None):
        return self.as_user(user).get(case.get_absolute_url()).content.decode()

    def test_six_facts_come_first_and_no_row_is_hidden(self):
        page = self.page(publish_case(self.aoba, self.hana, self.sato))
        labels = ["効果", "費用", "財源", "交付金が終わったあと", "期間", "人員", "減る作業", "効果の根拠"]
        places = [page.index(f"<dt>{label}</dt>") for label in labels]
        self.assertEqual(places, sorted(places))
        self.assertEqual(page.count("<dt>"), 19 + 1)  # and one obstacle
        self.assertRegex(page, r'<dt>期間</dt><dd>\s*<span class="unknown">記載なし</span>')

    def test_figures_come_with_formula_sum_and_source(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        CostLine.objects.create(case=case, phase="yearly", label="通信")
        page = self.page(case)
        for told in (
            "60分 → 25分",
            "年840時間減る",
            "（60分 − 25分）× 1,440件 ÷ 60",
            "だれが測ったかの記載なし",
            '<span class="nb">480万円</span>',
            "不明な額を含まない合計",
            '<td class="num"><span class="unknown">不明</span></td>',
            "原課の理解・巻き込み",
            "1人と試した",
            "時間調べ",
            "令和6年1月",
            "青葉市が自分で書きました。",
        ):
            with self.subTest(told=told):
                self.assertIn(told, page)

    def test_public_facts_are_marked_until_the_town_confirms(self):
        case = make_case(
            self.aoba,
            by=self.sato,
            status=CaseStatus.PUBLISHED,
            basis=Basis.PUBLIC_SOURCE,
            needs_confirmation=True,
            unknown_facts=["contact", "cost_lines"],
            as_said="記録にある言葉",
        )
        CaseSource.objects.create(case=case, title="県の資料", url="https://example.lg.jp/", dated="令和5年3月")
        page = self.page(case)
        self.assertIn("青葉市はまだ内容を確かめていません（要確認）。", page)
        self.assertIn("公開資料をもとに県が書きました。", page)
        self.assertIn('<a href="https://example.lg.jp/" rel="noopener">県の資料</a>（令和5年3月', page)
        self.assertEqual(page.count("不明（出典に記載なし）</span>"), 3)  # two rows, and the contact card
        self.assertIn("<h2>記録で語られたこと</h2>", page)

    def test_words_are_shown_as_written_and_never_run(self):
        case = make_case(
            self.aoba,
            by=self.hana,
            status=CaseStatus.PUBLISHED,
            title="<b>髙﨑①㈱</b>",
            evidence="1行目\n<script>2行目",
        )
        page = self.page(case)
        self.assertIn("&lt;b&gt;髙﨑①㈱&lt;/b&gt;", page)
        self.assertIn("1行目<br>&lt;script&gt;2行目", page)

    def test_a_tip_shows_its_five(self):
        case = make_case(self.aoba, by=self.hana, status=CaseStatus.PUBLISHED, kind=CaseKind.TIP, trouble="半日かかる")
        page = self.page(case)
        self.assertEqual(page.count("<dt>"), 5)
        self.assertIn("<dt>話せる人（課）</dt>", page)

    def test_its_town_and_the_secretariat_find_what_they_may_do(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        self.assertIn(f'href="/cases/{case.code}/edit/"', self.page(case, self.hana))
        sato = self.page(case, self.sato)
        self.assertIn("「直す」はできません：これができるのは、この市町の職員です。", sato)
        self.assertIn(f'href="/cases/{case.code}/withdraw/"', sato)
        for user in (None, self.ken, self.yui, self.fumi):
            self.assertNotIn("この事例の手続き", self.page(case, user))

    def test_it_shows_how_it_spread_and_how_to_cite_it(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        make_rollout(case, self.minato)
        page = self.page(case)
        self.assertIn("港町", page)
        self.assertIn(f"青葉市「相談記録の文字起こし」（{case.code}、", page)

    def test_other_spellings_of_the_code_lead_to_the_one_address(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        for code in (f"c{case.pk}", f"Ｃ－{case.pk:03d}"):
            self.assertRedirects(self.client.get(f"/cases/{code}/"), case.get_absolute_url(), status_code=301)
        self.assertEqual(self.client.get("/cases/N-001/").status_code, 404)
