"""Deed: a rollout is begun, moved and confirmed."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.test import SimpleTestCase
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.choices import Basis
from accounts.rules import Refused
from cases.actions.rollouts import confirm, move, record, why_not_record
from cases.choices import EXITS, PATH, ROLLOUT_MOVES, STAGE_LETTERS, STALE_AFTER, CaseStatus, RolloutStage, needs_reason
from cases.models import Rollout
from portal.testing import CastTestCase, make_case, make_obstacle, make_rollout, make_town

SOURCE = {"source_url": "https://example.lg.jp/sensors.html", "source_date": "令和5年度"}
stages = st.sampled_from(list(RolloutStage))


class TheTable(SimpleTestCase):
    def test_every_stage_has_a_row_a_letter_and_never_moves_to_itself(self):
        self.assertEqual(set(ROLLOUT_MOVES), set(RolloutStage))
        self.assertEqual("".join(STAGE_LETTERS[stage] for stage in RolloutStage), "関検予構運自見中終")
        self.assertEqual(len(set(STAGE_LETTERS.values())), len(RolloutStage))
        for stage, moves in ROLLOUT_MOVES.items():
            self.assertNotIn(stage, moves)
            self.assertTrue(moves, "no stage is a dead end: a town may always take a case up again")

    def test_only_exits_wait_for_nobody(self):
        self.assertEqual(set(RolloutStage) - set(STALE_AFTER), set(EXITS))

    @given(stages, stages)
    def test_leaving_and_going_back_need_a_reason_and_going_on_never_does(self, old, new):
        if new in EXITS:
            self.assertTrue(needs_reason(old, new))
        elif old in EXITS:
            self.assertFalse(needs_reason(old, new))
        else:
            self.assertEqual(needs_reason(old, new), PATH.index(new) < PATH.index(old))


class RolloutTestCase(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.case = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana)
        cls.obstacle = make_obstacle()

    def refused(self, act, *args, **kwargs) -> str:
        """The sentence with which an act is refused."""
        with self.assertRaises(Refused) as caught:
            act(*args, **kwargs)
        return caught.exception.sentence


class Recording(RolloutTestCase):
    def test_a_town_sets_its_own_stage_and_leaves_an_event(self):
        rollout = record(
            self.case, self.minato, RolloutStage.STUDYING, by=self.ken, note="係で読んだ", section="総務課"
        )
        self.assertEqual((rollout.stage, rollout.basis, rollout.section), ("studying", Basis.TOWN, "総務課"))
        self.assertFalse(rollout.needs_confirmation)
        event = rollout.events.get()
        self.assertEqual(
            (event.old_stage, event.new_stage, event.by, event.note, event.basis),
            ("", "studying", self.ken, "係で読んだ", "town"),
        )

    def test_nobody_else_speaks_for_a_town(self):
        for who, words in [
            (AnonymousUser(), "ログイン"),
            (self.hana, "この市町の職員"),
            (self.fumi, "企業には入れられません"),
            (self.yui, "その市町の職員と県事務局"),
            (self.aki, "その市町の職員と県事務局"),
        ]:
            self.assertIn(words, why_not_record(self.case, self.minato, RolloutStage.LIVE, who))

    def test_the_second_first_word_is_refused(self):
        record(self.case, self.minato, RolloutStage.INTERESTED, by=self.ken)
        self.assertIn("もう入っています", self.refused(record, self.case, self.minato, "live", by=self.ken))
        self.assertEqual(Rollout.objects.count(), 1)

    def test_nothing_is_recorded_on_a_withdrawn_case(self):
        gone = make_case(self.minato, status=CaseStatus.WITHDRAWN, by=self.ken)
        self.assertIn("取り下げた", self.refused(record, gone, self.minato, "live", by=self.ken))

    def test_an_exit_as_first_word_needs_obstacle_and_sentence(self):
        for given_ in [{}, {"reason": self.obstacle}, {"note": "人が足りない"}, {"reason": self.obstacle, "note": " "}]:
            with self.subTest(given_):
                self.assertIn("理由", self.refused(record, self.case, self.minato, "declined", by=self.ken, **given_))
        record(self.case, self.minato, "declined", by=self.ken, reason=self.obstacle, note="人が足りない")

    def test_a_beginning_lies_not_in_the_future(self):
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        said = self.refused(record, self.case, self.minato, "live", by=self.ken, since=tomorrow)
        self.assertIn("今日までの日付", said)


class ByThePrefecture(RolloutTestCase):
    def test_a_public_source_needs_address_and_date_and_waits_for_the_town(self):
        for source in [{}, {"source_url": SOURCE["source_url"]}, {"source_date": "令和5年度"}]:
            said = self.refused(record, self.case, self.minato, "live", by=self.sato, **source)
            self.assertIn("アドレスと時点", said)
        rollout = record(self.case, self.minato, "live", by=self.sato, **SOURCE)
        self.assertEqual(rollout.basis, Basis.PUBLIC_SOURCE)
        self.assertTrue(rollout.needs_confirmation)
        self.assertIn(SOURCE["source_url"], rollout.events.get().evidence)

    def test_the_prefecture_cannot_pass_for_a_town(self):
        self.assertIn("公開資料から", self.refused(record, self.case, self.minato, "live", by=self.sato, basis="town"))
        self.assertIn(
            "自分の町の入力", self.refused(record, self.case, self.minato, "live", by=self.ken, basis="on_behalf")
        )

    def test_on_behalf_is_for_towns_without_accounts(self):
        self.assertIn(
            "利用者がいます", self.refused(record, self.case, self.minato, "live", by=self.sato, basis="on_behalf")
        )
        yama = make_town("山里町", "28993", region="北架空", region_order=1)
        rollout = record(self.case, yama, "live", by=self.sato, basis=Basis.ON_BEHALF, evidence="電話で聞いた")
        self.assertEqual((rollout.basis, rollout.events.get().evidence), ("on_behalf", "電話で聞いた"))

    def test_a_town_takes_over_by_confirming_or_by_moving(self):
        for act, stage in [(lambda row: confirm(row, by=self.ken), "live"), (self.sustain, "sustained")]:
            with self.subTest(stage):
                self.case = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana)
                row = act(record(self.case, self.minato, "live", by=self.sato, **SOURCE))
                self.assertEqual((row.basis, row.stage), (Basis.TOWN, stage))
                self.assertIsNotNone(row.confirmed_at)
                self.assertEqual([event.basis for event in row.events.all()], ["public_source", "town"])

    def sustain(self, row):
        return move(row, "sustained", by=self.ken)

    def test_what_a_town_has_stated_the_prefecture_leaves_alone(self):
        mine = record(self.case, self.minato, "live", by=self.ken)
        for act in (lambda: move(mine, "sustained", by=self.sato, **SOURCE), lambda: confirm(mine, by=self.sato)):
            self.assertIn("市町が自分で入れた", self.refused(act))

    def test_the_prefecture_follows_its_source(self):
        row = record(self.case, self.minato, "building", by=self.sato, **SOURCE)
        row = move(row, "live", by=self.sato, source_url="https://example.lg.jp/2.html", source_date="令和6年度")
        self.assertEqual((row.stage, row.source_date, row.basis), ("live", "令和6年度", "public_source"))
        self.assertTrue(row.needs_confirmation)


class Moving(RolloutTestCase):
    def test_every_allowed_move_goes_through_and_every_other_is_refused(self):
        for old in RolloutStage:
            for new in RolloutStage:
                reason = self.obstacle if old in EXITS else None
                row = make_rollout(make_case(self.aoba), self.minato, old, reason=reason)
                why = {"reason": self.obstacle, "note": "人が足りない"}
                if new in ROLLOUT_MOVES[old]:
                    self.assertEqual(move(row, new, by=self.ken, **why).stage, new)
                    event = row.events.get()
                    self.assertEqual((event.old_stage, event.new_stage, event.reason), (old, new, self.obstacle))
                else:
                    self.refused(move, row, new, by=self.ken, **why)
                    self.assertFalse(row.events.exists())

    def test_going_back_without_a_reason_changes_nothing(self):
        row = make_rollout(self.case, self.minato, "live")
        self.assertIn("理由", self.refused(move, row, "studying", by=self.ken, note="やり直し"))
        row.refresh_from_db()
        self.assertEqual((row.stage, row.events.count()), ("live", 0))

    def test_the_reason_leaves_the_row_when_the_town_goes_on(self):
        row = make_rollout(self.case, self.minato, "live")
        row = move(row, "paused", by=self.ken, reason=self.obstacle, note="担当が異動した")
        self.assertEqual(row.reason, self.obstacle)
        self.assertIsNone(move(row, "live", by=self.ken).reason)

    def test_a_day_gives_the_fiscal_year_and_a_move_forgets_the_old_day(self):
        row = record(self.case, self.minato, "building", by=self.ken, since=datetime.date(2024, 3, 22))
        self.assertEqual((row.since, row.fiscal_year), (datetime.date(2024, 3, 22), 2023))
        self.assertIsNone(move(row, "live", by=self.ken).since)

    def test_two_editors_do_not_overwrite_each_other_unseen(self):
        row = make_rollout(self.case, self.minato, "studying")
        move(row, "budgeted", by=self.ken)
        said = self.refused(move, row, "building", by=self.ken, was="studying")
        self.assertIn("「予算化」に変わっています", said)

    def test_firms_other_towns_liaison_and_admin_are_refused(self):
        row = make_rollout(self.case, self.minato, "live")
        for who in (AnonymousUser(), self.fumi, self.hana, self.yui, self.aki, self.sato):
            self.assertTrue(self.refused(move, row, "sustained", by=who))
            self.assertTrue(self.refused(confirm, row, by=who))
        self.assertFalse(row.events.exists())


class Confirming(RolloutTestCase):
    def test_a_word_that_nothing_changed_is_an_event_and_ends_the_waiting(self):
        long_ago = timezone.now() - datetime.timedelta(days=400)
        row = make_rollout(self.case, self.minato, "live", updated_at=long_ago)
        self.assertTrue(row.is_stale)
        row = confirm(row, by=self.ken, remark="毎日使っている")
        self.assertFalse(row.is_stale)
        self.assertEqual(str(row.events.get()), "運用中のまま（確かめました）")
        self.assertEqual(row.remark, "毎日使っている")

    def test_stages_ask_softly_for_what_helps_others(self):
        row = record(self.case, self.minato, "studying", by=self.ken)
        self.assertEqual(row.wanted_facts(), ["担当の課（原課）"])
        row = move(row, "budgeted", by=self.ken, section="総務課")
        self.assertEqual(row.wanted_facts(), ["年度"])
        row = confirm(row, by=self.ken, fiscal_year=2024)
        self.assertEqual(row.wanted_facts(), [])
