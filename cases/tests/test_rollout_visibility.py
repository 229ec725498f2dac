"""Deed: who reads which stage, and what counts may be told to whom."""

from django.contrib.auth.models import AnonymousUser
from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from accounts.choices import Visibility
from cases.actions.rollouts import record
from cases.choices import EXITS, SHOWN_STAGES, CaseStatus, RolloutStage
from cases.models import Rollout, RolloutEvent
from cases.spread import Spread, tellable
from portal.testing import CastTestCase, make_case, make_obstacle, make_rollout, make_town, make_user

HIDDEN = [stage for stage in RolloutStage if stage not in SHOWN_STAGES]


class TheArithmetic(SimpleTestCase):
    @given(st.dictionaries(st.sampled_from([stage.value for stage in RolloutStage]), st.integers(0, 60)))
    def test_a_hidden_stage_of_one_or_two_towns_is_never_told_apart(self, counts):
        told = {count.stage: count for count in tellable(counts, exact=False)}
        self.assertEqual(set(told), {stage for stage, towns in counts.items() if towns})
        for stage, count in told.items():
            if stage in HIDDEN and counts[stage] < 3:
                self.assertEqual((count.towns, count.words, count.number), (None, "1–2市町", "1–2"))
            else:
                self.assertEqual((count.towns, count.words), (counts[stage], f"{counts[stage]}市町"))

    def test_one_and_two_towns_are_told_alike_to_everybody_but_the_prefecture(self):
        for stage in HIDDEN:
            self.assertEqual(tellable({stage: 1}, exact=False), tellable({stage: 2}, exact=False))
            self.assertNotEqual(tellable({stage: 1}, exact=True), tellable({stage: 2}, exact=True))


class WhoReadsWhat(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.obstacle = make_obstacle()
        cls.public = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana)
        cls.members = make_case(
            cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana, visibility=Visibility.MEMBERS, title="県内だけの事例"
        )
        cls.everybody = [AnonymousUser(), cls.hana, cls.ken, cls.tomo, cls.fumi, cls.yui, cls.sato, cls.aki]
        cls.prefecture = [cls.yui, cls.sato, cls.aki]

    def seen_by(self, viewer, case, stage) -> bool:
        reason = self.obstacle if stage in EXITS else None
        row, _ = Rollout.objects.update_or_create(
            case=case,
            municipality=self.minato,
            defaults={"stage": stage, "reason": reason, "updated_at": case.created_at},
        )
        return Rollout.objects.visible_to(viewer).filter(pk=row.pk).exists()

    def test_hidden_stages_are_for_their_town_and_the_prefecture(self):
        for stage in HIDDEN:
            readers = [viewer for viewer in self.everybody if self.seen_by(viewer, self.public, stage)]
            self.assertEqual(readers, [self.ken, *self.prefecture], stage)

    def test_from_the_budget_on_a_rollout_is_read_like_its_case(self):
        for stage in SHOWN_STAGES:
            self.assertTrue(all(self.seen_by(viewer, self.public, stage) for viewer in self.everybody), stage)
            readers = [viewer for viewer in self.everybody if self.seen_by(viewer, self.members, stage)]
            self.assertEqual(readers, [self.hana, self.ken, *self.prefecture], stage)

    def test_the_history_is_for_the_town_and_the_prefecture_at_every_stage(self):
        record(self.public, self.minato, "live", by=self.ken, note="内輪の事情")
        for viewer in self.everybody:
            allowed = viewer in [self.ken, *self.prefecture]
            self.assertEqual(RolloutEvent.objects.visible_to(viewer).exists(), allowed, viewer)
            said = self.as_user(None if viewer.is_anonymous else viewer).get(
                f"/cases/{self.public.code}/rollouts/28992/"
            )
            self.assertEqual("内輪の事情" in said.text, allowed, viewer)


class Subtraction(CastTestCase):
    """Two towns study, three are interested, one runs: what a stranger can and cannot work out."""

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.case = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana)
        cls.towns = [
            make_town(f"山里{n}町", f"2881{n}", region="北架空" if n else "谷架空", region_order=1) for n in range(6)
        ]
        for town, stage in zip(
            cls.towns, ["studying", "studying", "interested", "interested", "interested", "live"], strict=True
        ):
            make_rollout(cls.case, town, stage)
        cls.own = make_user("Nao", "town", municipality=cls.towns[0])

    def told(self, viewer) -> list[tuple[str, str]]:
        counts = Rollout.objects.stage_counts([self.case], viewer)[self.case.pk]
        return [(count.stage.value, count.words) for count in counts]

    def test_everybody_outside_the_prefecture_is_told_the_same(self):
        expected = [("interested", "3市町"), ("studying", "1–2市町"), ("live", "1市町")]
        for viewer in (AnonymousUser(), self.hana, self.fumi, self.own, self.tomo):
            self.assertEqual(self.told(viewer), expected, viewer)
        self.assertEqual(self.told(self.sato)[1], ("studying", "2市町"))

    def test_a_case_out_of_sight_tells_no_count(self):
        hidden = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana, visibility=Visibility.MEMBERS)
        make_rollout(hidden, self.minato, "live")
        self.assertEqual(Rollout.objects.stage_counts([hidden], AnonymousUser()), {hidden.pk: []})

    def test_narrowing_changes_the_names_but_never_a_count(self):
        for query in ("", "?region=谷架空", "?region=北架空", "?view=list&region=谷架空", "?fiscal_year=2023"):
            page = self.client.get(f"/spread/{query}")
            for _case, spread, _own in page.context["columns"]:
                self.assertEqual(spread.counts, tellable({"interested": 3, "studying": 2, "live": 1}, exact=False))
        narrowed = self.client.get("/spread/?region=谷架空").context["columns"][0][1]
        self.assertEqual(narrowed.rollouts, [])

    def test_the_api_has_no_total_to_subtract_from(self):
        rows = self.client.get(f"/api/v1/cases/{self.case.code}/rollouts/").json()
        self.assertEqual((rows["count"], len(rows["results"])), (1, 1))
        counts = self.client.get(f"/api/v1/cases/{self.case.code}/rollouts/counts/").json()
        self.assertEqual([row["municipalities"] for row in counts], [3, None, 1])
        for query in (
            "stage=studying",
            "region=谷架空",
            "municipality=28810",
            "stale=true",
            "stage=interested&case=C-1",
        ):
            self.assertEqual(self.client.get(f"/api/v1/rollouts/?{query}").json()["count"], 0, query)
        asked = self.client.get(f"/api/v1/cases/{self.case.code}/rollouts/counts/?region=谷架空")
        self.assertEqual(asked.status_code, 400)

    def test_no_page_names_a_town_with_a_hidden_stage(self):
        for url in (
            "/spread/?view=list",
            f"/cases/{self.case.code}/spread/",
            f"/api/v1/cases/{self.case.code}/rollouts/",
        ):
            for viewer in (None, self.hana, self.fumi):
                said = self.as_user(viewer).get(url).text
                for town in self.towns[:5]:
                    self.assertNotIn(town.name, said, url)
                self.assertIn(self.towns[5].name, said, url)
        said = self.as_user(self.own).get(f"/cases/{self.case.code}/spread/").text
        self.assertIn(self.towns[0].name, said)
        self.assertNotIn(self.towns[1].name, said)

    def test_the_last_update_is_that_of_what_is_seen(self):
        Rollout.objects.filter(stage="live").update(updated_at="2024-03-22T01:00:00Z")
        self.assertContains(self.client.get("/spread/"), "令和6年3月22日")

    def test_running_towns_and_the_own_row_are_found(self):
        spread = Rollout.objects.spread_of([self.case], self.own)[self.case.pk]
        self.assertEqual([row.municipality for row in spread.running], [self.towns[5]])
        self.assertEqual(spread.of(self.towns[0].pk).stage, "studying")
        self.assertIsNone(Spread([]).of(None))
