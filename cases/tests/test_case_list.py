"""Rooms, cases: the list: every condition in the address, constant cost, and a way out of nothing found."""

from datetime import timedelta

from django.utils import timezone

from cases.choices import CaseKind, CaseStatus, RolloutStage
from cases.models import CaseObstacle, CaseSource, CaseStudy, CostLine, Effect
from cases.tests.told import make_tool, publish_case
from portal.testing import CastTestCase, make_case, make_field, make_obstacle, make_rollout
from vocabulary.choices import Branch
from vocabulary.models import Field


class CasesAreListed(CastTestCase):
    def public(self, town=None, **facts):
        return make_case(town or self.aoba, by=self.hana, status=CaseStatus.PUBLISHED, **facts)

    def titles(self, query="", user=None):
        self.as_user(user)
        page = self.client.get(f"/cases/?{query}")
        self.assertEqual(page.status_code, 200)
        return [case.title for case in page.context["page"]]

    def both(self, query, user=None):
        """Titles by page and by API, which agree."""
        titles = self.titles(query, user)
        answer = self.client.get(f"/api/v1/cases/?{query}")
        self.assertEqual(answer.status_code, 200, answer.content)
        self.assertEqual([row["title"] for row in answer.json()["results"]], titles)
        return titles

    def test_each_condition_narrows(self):
        old = Field.objects.create(
            slug="old", name="古い分野", branch=Branch.COMMUNITY, version="前", is_current=False, becomes=make_field()
        )
        full = self.public(title="甲", funding=["grant", "general_funds"], after_grant="continues")
        tip = self.public(self.minato, title="乙", kind=CaseKind.TIP, field=old, funding=["general_funds"])
        self.public(self.tono, title="丙", field=make_field("people", "人材"))
        full.tools.add(make_tool())
        CaseObstacle.objects.create(case=tip, obstacle=make_obstacle())
        make_rollout(full, self.minato, RolloutStage.LIVE)
        make_rollout(tip, self.minato, RolloutStage.STUDYING)
        for query, expected in (
            ("", ["丙", "乙", "甲"]),
            ("kind=tip", ["乙"]),
            ("field=counter", ["乙", "甲"]),
            ("branch=community", ["乙"]),
            ("tool=excel", ["甲"]),
            ("obstacle=O1", ["乙"]),
            ("stage=live", ["甲"]),
            ("grant=yes", ["甲"]),
            ("grant=no", ["乙"]),
            ("after_grant=continues", ["甲"]),
            ("municipality=28991", ["甲"]),
            (f"municipality={self.tono.code}", ["丙"]),
            ("region=南架空", ["乙"]),
            ("population=under-10000", ["乙"]),
            ("population=30000-50000", ["丙", "甲"]),
            (f"like={self.aoba.code}", ["丙", "甲"]),
            ("kind=full&grant=yes", ["甲"]),
            ("ordering=municipality", ["丙", "甲", "乙"]),
            ("ordering=-running", ["甲", "丙", "乙"]),
        ):
            with self.subTest(query=query):
                self.assertEqual(self.both(query), expected)

    def test_hidden_stages_narrow_only_for_those_who_see_them(self):
        case = self.public(title="甲")
        make_rollout(case, self.minato, RolloutStage.STUDYING)
        expected = [(None, []), (self.hana, []), (self.ken, ["甲"]), (self.sato, ["甲"])]
        for user, titles in expected:
            with self.subTest(user=user):
                self.assertEqual(self.both("stage=studying", user), titles)

    def test_an_own_stage_that_is_hidden_is_not_shown(self):
        case = self.public(title="甲")
        make_rollout(case, self.aoba, RolloutStage.PAUSED, reason=make_obstacle())
        self.assertNotContains(self.client.get("/cases/"), "中断</span>")
        self.assertIsNone(self.client.get("/api/v1/cases/").json()["results"][0]["own_stage"])

    def test_costs_are_limited_by_what_is_known(self):
        for title, amounts in (("安い", [300_000]), ("高い", [4_000_000, 900_000]), ("一部不明", [100_000, None])):
            case = self.public(title=title)
            for amount in amounts:
                CostLine.objects.create(case=case, phase="setup", amount=amount)
        self.public(title="記載なし")
        self.public(title="0円", funding=["none"])
        self.assertEqual(set(self.both("cost_max=50万円")), {"安い", "一部不明", "0円"})
        self.assertEqual(set(self.both("cost_max=4,900千円")), {"安い", "一部不明", "0円", "高い"})
        self.assertEqual(self.both("cost_max=0円"), ["0円"])
        self.assertEqual(self.both("ordering=cost")[:3], ["一部不明", "安い", "高い"])
        page = self.client.get("/cases/").content.decode()
        self.assertIn("（不明を含む）", page)

    def test_words_find_what_was_written(self):
        publish_case(self.aoba, self.hana, self.sato, title="甲", pitfalls="方言が文字にならない")
        publish_case(self.aoba, self.hana, self.sato, title="乙")
        self.assertEqual(self.both("q=方言"), ["甲"])
        self.assertEqual(self.both("q=どこにもない語"), [])

    def test_what_cannot_be_read_is_said_and_left_out(self):
        self.public(title="甲")
        self.as_user(None)
        wrong = (("cost_max=たくさん", "費用の上限"), ("field=nothing", "分野"), ("municipality=x", "市町"))
        for query, label in wrong:
            with self.subTest(query=query):
                page = self.client.get(f"/cases/?{query}")
                self.assertContains(page, f"「{label}」の条件を読み取れませんでした。")
                self.assertEqual(len(page.context["page"]), 1)
                answer = self.client.get(f"/api/v1/cases/?{query}")
                self.assertEqual((answer.status_code, answer.json()["status"]), (400, 400))
        self.assertContains(self.client.get("/cases/?colour=red"), "「colour」という条件はありません。")
        self.assertEqual(self.client.get("/api/v1/cases/?colour=red").status_code, 400)
        for query in ("page=99", "page=x", "page_size=7", "view=other", "q=%00"):
            self.assertEqual(self.client.get(f"/cases/?{query}").status_code, 200)

    def test_what_is_on_can_be_taken_off(self):
        self.public(title="甲", kind=CaseKind.TIP)
        page = self.client.get("/cases/?kind=tip&branch=administration")
        self.assertContains(page, '<a href="?branch=administration">種類：ひとこと事例')
        self.assertContains(page, '<a href="?kind=tip">区分：自治体行政DX')

    def test_nothing_found_names_the_filter_to_relax(self):
        self.public(title="甲", kind=CaseKind.TIP)
        self.public(title="乙")
        page = self.client.get("/cases/?kind=tip&after_grant=ended")
        self.assertContains(page, "この条件の事例は0件です。")
        self.assertContains(page, '<a href="?kind=tip">「交付金が終わったあと」を外す</a>と1件あります')
        self.assertNotContains(page, "「種類」を外す")
        self.assertContains(self.client.get("/cases/?q=どこにもない語"), "「キーワード」を外す</a>と2件あります")

    def test_pages_are_counted_and_keep_the_conditions(self):
        for number in range(21):
            self.public(title=f"事例{number}", published_at=timezone.now() - timedelta(days=number))
        page = self.client.get("/cases/?kind=full")
        self.assertContains(page, "21件中 1–20件")
        self.assertContains(page, "?kind=full&amp;page=2")
        self.assertContains(self.client.get("/cases/?kind=full&page=2&view=table"), "21件中 21–21件")

    def test_a_row_tells_the_facts(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        make_rollout(case, self.aoba)
        self.as_user(None)
        for view in ("", "?view=table"):
            page = self.client.get(f"/cases/{view}")
            for fact in (case.title, case.code, "運用中", "60分 → 25分", "480万円", "自分のお金で続ける", "1市町"):
                with self.subTest(view=view, fact=fact):
                    self.assertContains(page, fact)


class TheListCostsTheSame(CastTestCase):
    def grow(self, count):
        CaseStudy.objects.all().delete()
        for number in range(count):
            case = make_case(self.aoba, by=self.hana, status=CaseStatus.PUBLISHED, title=f"事例{number}")
            case.tools.add(make_tool())
            Effect.objects.create(case=case, indicator="記録", unit="分", before=9, after=5)
            CaseSource.objects.create(case=case, title="資料")
            CaseObstacle.objects.create(case=case, obstacle=make_obstacle())
            for phase in ("setup", "yearly"):
                CostLine.objects.create(case=case, phase=phase, amount=5)
            for town in (self.aoba, self.minato):
                make_rollout(case, town)

    def test_the_list_and_the_table(self):
        for query in ("", "?view=table", "?ordering=cost&stage=live"):
            for user, budget in ((None, 11), (self.ken, 13)):
                for count in (1, 3):
                    self.grow(count)
                    self.as_user(user)
                    # count, page, tools, costs, effects; choices of six filters; session and user
                    with self.subTest(query=query, count=count, user=user), self.assertNumQueries(budget):
                        self.client.get(f"/cases/{query}")

    def test_the_api(self):
        for user, budget in ((None, 5), (self.ken, 7)):
            for count in (1, 3):
                self.grow(count)
                self.as_user(user)
                with self.subTest(count=count, user=user), self.assertNumQueries(budget):
                    self.client.get("/api/v1/cases/")

    def test_a_page_with_more_facts(self):
        self.grow(1)
        case = CaseStudy.objects.get()
        used = []
        for _ in range(2):
            self.as_user(None)
            with self.assertNumQueries(12):  # case, its six relations, spread 2, history, loop 2
                self.client.get(case.get_absolute_url())
            used.append(case.cost_lines.count())
            for line in range(3):
                CostLine.objects.create(case=case, phase="setup", amount=line)
                CaseSource.objects.create(case=case, title=f"資料{line}")
                Effect.objects.create(case=case, indicator="記録", unit="分")
        self.assertEqual(used, [2, 5])
