"""Deed: the prefecture looks over all rollouts, and enters what is public."""

import datetime

from django.utils import timezone

from accounts.choices import Basis, Visibility
from cases.actions.rollouts import record
from cases.choices import CaseStatus
from cases.models import Rollout, RolloutEvent
from portal.testing import CastTestCase, make_case, make_obstacle, make_rollout, make_town

BOARD = "/admin/cases/rollout/"
SOURCE = {"source_url": "https://example.lg.jp/sensors.html", "source_date": "令和5年度"}


class BoardTestCase(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.case = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana, title="架空の広報")
        cls.obstacle = make_obstacle("O2", "人材")


class Looking(BoardTestCase):
    def rows(self, query="", who=None) -> list[str]:
        """The towns on the board."""
        answer = self.as_user(who or self.sato).get(f"{BOARD}?{query}")
        self.assertEqual(answer.status_code, 200)
        return [row.municipality.name for row in answer.context["cl"].result_list]

    def test_the_board_shows_reason_and_last_word(self):
        record(self.case, self.minato, "declined", by=self.ken, reason=self.obstacle, note="担当が1人しかいない")
        page = self.as_user(self.yui).get(BOARD)
        for words in ("架空の広報", "港町", "見送り", "人材", "担当が1人しかいない"):
            self.assertContains(page, words)

    def test_filters_by_case_stage_region_basis_reason_and_waiting(self):
        other = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana)
        long_ago = timezone.now() - datetime.timedelta(days=91)
        make_rollout(self.case, self.minato, "building", updated_at=long_ago)
        make_rollout(self.case, self.aoba, "declined", reason=self.obstacle, updated_at=long_ago)
        make_rollout(other, self.tono, "live", basis=Basis.PUBLIC_SOURCE, updated_at=long_ago, **SOURCE)
        for query, towns in [
            (f"case={self.case.code.lower()}", {"港町", "青葉市"}),
            ("stage__exact=live", {"遠野市"}),
            (f"stage__exact=live&case={self.case.code}", set()),
            ("case=どれでも", set()),
            ("_facets=True", {"港町", "青葉市", "遠野市"}),
            ("stale=1", {"港町"}),
            ("unconfirmed=1", {"遠野市"}),
            ("basis__exact=public_source", {"遠野市"}),
            ("region=北架空", {"青葉市"}),
            ("reason__code__exact=O2", {"青葉市"}),
            ("q=港町", {"港町"}),
            ("q=広報", {"港町", "青葉市"}),
        ]:
            self.assertEqual(set(self.rows(query)), towns, query)

    def test_the_board_costs_the_same_for_one_row_and_for_three(self):
        self.as_user(self.sato)
        for n in range(3):
            row = make_rollout(
                self.case, make_town(f"山里{n}町", f"2881{n}", region="北架空"), "live", reason=self.obstacle
            )
            RolloutEvent.objects.create(rollout=row, new_stage="live", note="続いている")
            with self.subTest(rows=n + 1), self.assertNumQueries(6):
                # session, user; count, page; filters: regions, reasons
                self.client.get(BOARD)

    def test_a_private_case_is_not_on_the_board(self):
        make_rollout(make_case(self.aoba, visibility=Visibility.PRIVATE), self.aoba, "live")
        self.assertEqual(self.rows(), [])

    def test_towns_and_firms_have_no_board(self):
        for who in (self.ken, self.fumi):
            self.assertNotEqual(self.as_user(who).get(BOARD).status_code, 200)

    def test_one_rollout_shows_its_history_and_nothing_can_be_typed(self):
        row = record(self.case, self.minato, "live", by=self.ken, note="毎日使う", evidence="広報4月号")
        for who in (self.sato, self.yui, self.aki):
            page = self.as_user(who).get(f"{BOARD}{row.pk}/change/")
            for words in ("毎日使う", "広報4月号", "Ken"):
                self.assertContains(page, words)
            self.assertNotContains(page, 'name="stage"')
            self.assertNotContains(page, 'name="_save"')
            self.assertEqual(self.client.post(f"{BOARD}{row.pk}/change/", {"stage": "ended"}).status_code, 403)
            self.assertEqual(self.client.post(f"{BOARD}{row.pk}/delete/", {"post": "yes"}).status_code, 403)
        row.refresh_from_db()
        self.assertEqual(row.stage, "live")

    def test_the_desk_of_the_history_reads_only(self):
        row = record(self.case, self.minato, "live", by=self.ken, note="毎日使う")
        url = "/admin/cases/rolloutevent/"
        self.assertContains(self.as_user(self.sato).get(url), "毎日使う")
        self.assertEqual(self.client.get(f"{url}add/").status_code, 403)
        self.assertNotContains(self.client.get(f"{url}{row.events.get().pk}/change/"), 'name="note"')


class Entering(BoardTestCase):
    def sent(self, **changes):
        return {
            "case": self.case.pk,
            "municipality": self.minato.pk,
            "basis": "public_source",
            "stage": "live",
            "source_url": "",
            "source_date": "",
            **changes,
        }

    def test_the_secretariat_enters_a_public_source_through_the_action(self):
        self.as_user(self.sato)
        self.assertEqual(self.client.get(f"{BOARD}add/").status_code, 200)
        self.assertContains(self.client.post(f"{BOARD}add/", self.sent()), "出典のアドレスと時点を入力してください")
        self.assertFalse(Rollout.objects.exists())
        self.assertRedirects(self.client.post(f"{BOARD}add/", self.sent(**SOURCE, remark="5か所")), BOARD)
        row = Rollout.objects.get()
        self.assertEqual((row.basis, row.remark, row.needs_confirmation), ("public_source", "5か所", True))
        self.assertEqual((row.events.get().by, row.events.get().new_stage), (self.sato, "live"))

    def test_what_the_action_refuses_the_form_says(self):
        record(self.case, self.minato, "studying", by=self.ken)
        page = self.as_user(self.sato).post(f"{BOARD}add/", self.sent(**SOURCE))
        self.assertEqual(page.status_code, 200)
        self.assertEqual(Rollout.objects.get().stage, "studying")
        behalf = self.client.post(f"{BOARD}add/", self.sent(basis="on_behalf", municipality=self.aoba.pk))
        self.assertContains(behalf, "この市町には利用者がいます")

    def test_a_case_out_of_sight_cannot_be_named(self):
        private = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana, visibility=Visibility.PRIVATE)
        page = self.as_user(self.sato).post(f"{BOARD}add/", self.sent(**SOURCE, case=private.pk))
        self.assertEqual((page.status_code, Rollout.objects.count()), (200, 0))

    def test_liaison_and_admin_look_but_do_not_enter(self):
        for who in (self.yui, self.aki):
            self.assertEqual(self.as_user(who).get(f"{BOARD}add/").status_code, 403)
