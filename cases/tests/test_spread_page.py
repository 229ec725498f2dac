"""Deed: 広がり is read as a table and as a list."""

import gzip

from accounts.models import Municipality
from cases.choices import CaseStatus
from cases.models import CaseStudy
from portal.testing import CastTestCase, make_case, make_field, make_rollout, make_town

OUT_OF_ORDER = ["南架空", "北架空"]


class TheTable(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.case = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana, title="架空の広報")
        make_rollout(cls.case, cls.minato, "live", fiscal_year=2023)

    def publish(self, cases: int) -> list[CaseStudy]:
        made = [make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana) for _ in range(cases)]
        for case in made:
            make_rollout(case, self.minato, "live")
            make_rollout(case, self.aoba, "studying")
        return made

    def test_a_cell_says_town_case_and_stage_and_leads_to_the_rollout(self):
        page = self.client.get("/spread/?view=matrix")
        self.assertContains(page, 'aria-label="運　港町、架空の広報、運用中">運</a>')
        self.assertContains(page, f'href="/cases/{self.case.code}/rollouts/28992/"')
        self.assertContains(page, '<span class="visually-hidden">情報なし</span>', count=1)
        self.assertContains(page, '<th scope="row">港町</th>')
        self.assertContains(page, "<caption")

    def test_towns_stand_region_by_region_in_official_order(self):
        make_town("北里町", "28990", region="北架空", region_order=1)
        groups = self.client.get("/spread/").context["groups"]
        told = [(group.name, [row.town.name for row in group.rows]) for group in groups]
        self.assertEqual(told, [("北架空", ["北里町", "青葉市"]), ("南架空", ["港町"])])

    def test_a_town_of_another_prefecture_comes_last(self):
        make_rollout(self.case, self.tono, "live")
        self.assertEqual([group.name for group in self.client.get("/spread/").context["groups"]][-1], "県外")

    def test_what_a_public_source_says_is_marked(self):
        row = make_rollout(
            self.case,
            self.aoba,
            "live",
            basis="public_source",
            source_url="https://example.lg.jp/a",
            source_date="令和5年度",
        )
        self.assertContains(
            self.client.get("/spread/?view=matrix"), 'aria-label="運※　青葉市、架空の広報、運用中（要確認）">運※</a>'
        )
        for url in (f"/cases/{self.case.code}/spread/", row.get_absolute_url()):
            page = self.client.get(url)
            self.assertContains(page, "要確認")
            self.assertContains(page, "https://example.lg.jp/a")
            self.assertContains(page, "（令和5年度）")

    def test_without_a_view_the_screen_decides(self):
        page = self.client.get("/spread/").text
        self.assertIn('<div class="wide-only">', page)
        self.assertIn('<div class="phone-only">', page)
        self.assertNotIn("<table", self.client.get("/spread/?view=list").text)

    def test_filters_choose_cases_towns_and_years(self):
        other = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana, field=make_field("river", "河川"))
        make_rollout(other, self.minato, "live", fiscal_year=2024)
        for query, cases in [
            ("field=river", [other]),
            ("fiscal_year=2023", [self.case]),
            ("fiscal_year=2024", [other]),
        ]:
            page = self.client.get(f"/spread/?{query}")
            self.assertEqual([case for case, _told, _own in page.context["columns"]], cases, query)
        groups = self.client.get("/spread/?region=北架空").context["groups"]
        self.assertEqual([group.name for group in groups], ["北架空"])

    def test_an_unreadable_condition_is_told_and_left_out(self):
        page = self.client.get("/spread/?fiscal_year=いつか&field=river-x&colour=red")
        self.assertContains(page, "「colour」という条件はありません。")
        self.assertContains(page, "「年度」の条件を読み取れませんでした。")
        self.assertContains(page, "「分野」の条件を読み取れませんでした。")
        self.assertContains(page, "架空の広報")

    def test_cases_come_twelve_at_a_time_and_the_filter_survives(self):
        self.publish(12)
        first = self.client.get("/spread/?view=matrix&fiscal_year=").context["page"]
        self.assertEqual((len(first), first.paginator.count), (12, 13))
        self.assertContains(self.client.get("/spread/?view=matrix"), "?view=matrix&amp;page=2")

    def test_drafts_and_withdrawn_cases_are_not_in_the_table(self):
        for status in (CaseStatus.DRAFT, CaseStatus.WITHDRAWN):
            make_rollout(make_case(self.aoba, status=status, by=self.hana), self.minato, "live")
        for viewer in (None, self.hana, self.sato):
            self.assertEqual(self.as_user(viewer).get("/spread/").context["page"].paginator.count, 1)

    def test_the_own_row_is_marked_and_its_blanks_are_doors(self):
        page = self.as_user(self.hana).get("/spread/?view=matrix")
        self.assertContains(page, '<tr class="own" id="own">')
        self.assertContains(page, f"/cases/{self.case.code}/rollouts/new/")
        self.assertContains(page, "わが町の段階を入れる")
        self.assertNotContains(self.as_user(self.sato).get("/spread/?view=matrix"), "rollouts/new")

    def test_an_empty_table_explains_the_stages(self):
        page = self.client.get("/spread/?q=どこにもない言葉")
        self.assertContains(page, "0件")
        self.assertContains(page, "空欄は「情報なし」")

    def test_the_table_costs_the_same_for_one_case_and_for_thirty(self):
        self.as_user(self.hana)
        for more in (0, 2, 27):
            self.publish(more)
            for view in ("", "?view=matrix", "?view=list"):
                # session, user; years, regions (form); count, cases; rollouts, counts; towns; fields (form)
                with self.subTest(cases=more + 1, view=view), self.assertNumQueries(10):
                    self.client.get(f"/spread/{view}")

    def test_forty_one_towns_by_twelve_cases_stay_light(self):
        towns = [
            make_town(f"山里{n}町", f"28{n}", region=OUT_OF_ORDER[n % 2], region_order=n % 2) for n in range(300, 339)
        ]
        self.assertEqual(Municipality.objects.at_home().count(), 41)
        stages = ["live", "sustained", "building", "budgeted"]
        for number, case in enumerate(self.publish(11)):
            for place, town in enumerate(towns):
                make_rollout(case, town, stages[(number * place) % 4])
        page = self.client.get("/spread/?view=matrix")
        self.assertLess(len(gzip.compress(page.content)), 10_000)
