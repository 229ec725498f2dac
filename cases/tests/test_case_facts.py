"""Rooms, cases: which facts are told, missing or unknown, and what is counted from them."""

from decimal import Decimal

from accounts.choices import Basis
from cases.choices import CaseKind
from cases.facts import FACTS, PAGE_ORDER, completeness, missing, rows
from cases.models import CostLine, Effect
from cases.tests.told import write_case, write_tip
from portal.testing import CastTestCase, make_case


class FactsAreTold(CastTestCase):
    def keys(self, case):
        return [fact.key for fact in missing(case)]

    def test_a_bare_case_misses_seven_of_eight_by_name(self):
        case = make_case(self.aoba)
        self.assertEqual(
            completeness(case).missing,
            ["減る作業", "効果", "効果の根拠", "費用", "財源", "交付金が終わったあと", "問い合わせ先（課）"],
        )
        self.assertEqual(completeness(case).to_publish, "公開まであと7項目")
        self.assertEqual(completeness(case).to_copy, "まねる町が助かる項目 0/12")

    def test_a_whole_case_misses_nothing(self):
        case = write_case(self.aoba, self.hana)
        self.assertEqual(self.keys(case), [])
        self.assertEqual(completeness(case).to_publish, "公開に必要な項目はそろっています")

    def test_a_tip_needs_five_and_its_title(self):
        case = make_case(self.aoba, kind=CaseKind.TIP)
        self.assertEqual(
            completeness(case).missing, ["困っていたこと", "したこと", "どうなったか", "使った道具", "話せる人（課）"]
        )
        self.assertEqual(completeness(case).to_copy, "")
        self.assertEqual(self.keys(write_tip(self.aoba, self.hana)), [])

    def test_the_table_has_eight_twelve_and_five(self):
        self.assertEqual(sum(fact.needed for fact in FACTS), 8)
        self.assertEqual(sum(fact.helps for fact in FACTS), 12)
        self.assertEqual(sorted(fact.tip for fact in FACTS if fact.tip), [1, 2, 3, 4, 5])
        self.assertEqual(PAGE_ORDER[:6], ("effects", "cost_lines", "funding", "after_grant", "period", "staffing"))
        self.assertEqual(len(set(PAGE_ORDER)), 19)

    def test_an_effect_counts_only_with_both_sides_and_blanks_are_nothing(self):
        case = make_case(self.aoba, evidence="　 \n")
        Effect.objects.create(case=case, indicator="記録", unit="分", before=Decimal(60))
        self.assertIn("effects", self.keys(case))
        self.assertIn("evidence", self.keys(case))
        case.effects.update(after=Decimal(25))
        self.assertNotIn("effects", self.keys(case))

    def test_a_cost_counts_when_one_amount_is_known_or_nothing_was_paid(self):
        case = make_case(self.aoba)
        CostLine.objects.create(case=case, phase="setup")
        self.assertIn("cost_lines", self.keys(case))
        case.funding = ["none"]
        self.assertNotIn("cost_lines", self.keys(case))
        case.funding = []
        case.cost_lines.update(amount=0)
        self.assertNotIn("cost_lines", self.keys(case))

    def test_only_what_the_prefecture_entered_may_be_unknown(self):
        own = make_case(self.aoba, unknown_facts=["contact"])
        entered = make_case(self.aoba, unknown_facts=["contact"], basis=Basis.PUBLIC_SOURCE)
        self.assertIn("contact", self.keys(own))
        self.assertNotIn("contact", self.keys(entered))
        absent = {row.key: row.absent for row in rows(entered)}
        self.assertEqual((absent["contact"], absent["period"]), ("不明（出典に記載なし）", "記載なし"))
        self.assertEqual({row.absent for row in rows(own)}, {"記載なし"})

    def test_choices_are_told_in_words(self):
        case = make_case(
            self.aoba, funding=["grant"], funding_note="1/2", after_grant="ended", after_grant_note="やめた"
        )
        told = {row.key: row.text for row in rows(case)}
        self.assertEqual(told["funding"], "国の交付金・補助金\n1/2")
        self.assertEqual(told["after_grant"], "終わった\nやめた")


class FiguresAreCounted(CastTestCase):
    def effect(self, **facts):
        return Effect(indicator="記録", **{"unit": "分", "before": Decimal(60), "after": Decimal(25)} | facts)

    def test_hours_come_with_their_formula(self):
        effect = self.effect(volume=1440)
        self.assertEqual(effect.hours_saved(), 840.0)
        self.assertEqual(effect.hours_in_words(), "年840時間減る")
        self.assertEqual(effect.formula(), "（60分 − 25分）× 1,440件 ÷ 60")
        self.assertEqual(effect.change(), "60分 → 25分")

    def test_hours_are_not_guessed(self):
        for facts in ({}, {"volume": 12, "unit": "件"}, {"volume": 12, "after": None}):
            with self.subTest(facts):
                self.assertIsNone(self.effect(**facts).hours_saved())
                self.assertEqual(self.effect(**facts).formula(), "")
        self.assertEqual(self.effect(after=None).change(), "60分 → 不明")
        self.assertEqual(self.effect(before=None, after=None).change(), "")

    def test_more_work_is_said_too(self):
        effect = self.effect(unit="時間", before=Decimal("0.5"), after=Decimal("1.25"), volume=100)
        self.assertEqual(effect.hours_in_words(), "年75時間増える")
        self.assertEqual(effect.formula(), "（0.5時間 − 1.25時間）× 100件")

    def test_who_measured_is_said_and_estimates_are_called_so(self):
        measured = self.effect(measured_by="福祉課", measured_when="令和5年10月")
        self.assertEqual(measured.measured(), "計測：福祉課、令和5年10月")
        self.assertEqual(self.effect(measured_by="福祉課", is_estimate=True).measured(), "目分量：福祉課")
        self.assertEqual(self.effect().measured(), "")

    def test_sums_take_the_known_amounts_and_say_that_some_are_not(self):
        case = make_case(self.aoba)
        self.assertEqual((case.costs().total, case.costs().has_unknown), (None, False))
        for phase, amount in (("setup", 3_000_000), ("setup", None), ("yearly", 1_800_000)):
            CostLine.objects.create(case=case, phase=phase, amount=amount)
        costs = case.costs()
        self.assertEqual((costs.setup, costs.yearly, costs.total), (3_000_000, 1_800_000, 4_800_000))
        self.assertTrue(costs.has_unknown)
