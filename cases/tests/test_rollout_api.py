"""Deed: rollouts are read and moved through the API."""

import datetime

from django.utils import timezone

from cases.actions.rollouts import record
from cases.choices import CaseStatus
from cases.models import Rollout
from portal.testing import CastTestCase, make_case, make_obstacle, make_rollout, make_town

SOURCE = {"source_url": "https://example.lg.jp/sensors.html", "source_date": "令和5年度"}


class Api(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.case = make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana, title="架空の広報")
        cls.obstacle = make_obstacle("O2", "人材")
        cls.of_case = f"/api/v1/cases/{cls.case.code}/rollouts/"

    def post(self, url, who=None, **body):
        return self.as_user(who).post(url, body, content_type="application/json")

    def ids(self, query="", who=None):
        """Towns in the answer to a query."""
        answer = self.as_user(who).get(f"/api/v1/rollouts/?{query}")
        self.assertEqual(answer.status_code, 200, answer.content)
        return [row["municipality"] for row in answer.json()["results"]]


class Reading(Api):
    def test_a_row_tells_stage_basis_and_official_code(self):
        make_rollout(
            self.case, self.minato, "live", since=datetime.date(2024, 3, 22), remark="窓口で", reason=self.obstacle
        )
        row = self.client.get(self.of_case).json()["results"][0]
        expected = {
            "case": self.case.code,
            "municipality": self.minato.code,
            "stage": "live",
            "stage_label": "運用中",
            "since": "2024-03-22",
            "note": "窓口で",
            "region": "南架空",
            "reason": None,
            "section": None,
            "is_stale": None,
        }
        self.assertEqual({name: row[name] for name in expected}, expected)
        inside = self.as_user(self.ken).get(f"/api/v1/rollouts/{row['id']}/").json()
        self.assertEqual((inside["reason"], inside["section"], inside["is_stale"]), ("O2", "", False))

    def test_filters_by_town_in_both_spellings_stage_region_basis_and_case(self):
        other = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana)
        make_rollout(self.case, self.minato, "live", fiscal_year=2023)
        make_rollout(other, self.aoba, "sustained", basis="public_source", **SOURCE)
        minato, aoba = self.minato.code, self.aoba.code
        for query, towns in [
            ("", [minato, aoba]),
            ("municipality=28992", [minato]),
            (f"municipality={minato}", [minato]),
            ("municipality=28999", []),
            ("stage=live", [minato]),
            ("stage=live&stage=sustained", [minato, aoba]),
            ("region=北架空", [aoba]),
            ("basis=public_source", [aoba]),
            (f"case={other.code}", [aoba]),
            ("fiscal_year=2023", [minato]),
            ("field=counter", [minato, aoba]),
        ]:
            self.assertEqual(self.ids(query), towns, query)

    def test_bad_conditions_are_named(self):
        for query, field in [
            ("municipality=港町", "municipality"),
            ("municipality=2899", "municipality"),
            ("case=N-001", "case"),
            ("stage=done", "stage"),
            ("colour=red", "colour"),
            ("fiscal_year=いつか", "fiscal_year"),
        ]:
            answer = self.client.get(f"/api/v1/rollouts/?{query}")
            self.assertEqual(answer.status_code, 400, query)
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
            self.assertEqual([error["field"] for error in answer.json()["errors"]], [field])

    def test_waiting_is_for_the_prefecture_and_the_own_town(self):
        make_rollout(self.case, self.minato, "building", updated_at=timezone.now() - datetime.timedelta(days=91))
        for who, towns in [
            (None, []),
            (self.hana, []),
            (self.ken, [self.minato.code]),
            (self.sato, [self.minato.code]),
        ]:
            self.assertEqual(self.ids("stale=true", who), towns)

    def test_the_history_is_for_the_inside(self):
        row = record(self.case, self.minato, "live", by=self.ken, note="内輪の話", evidence="議案第5号")
        url = f"/api/v1/rollouts/{row.pk}/events/"
        for who in (None, self.hana, self.fumi):
            self.assertEqual(self.as_user(who).get(url).json()["results"], [])
        line = self.as_user(self.ken).get(url).json()["results"][0]
        self.assertEqual(
            (line["reason"], line["evidence"], line["by"], line["old_stage"]), ("内輪の話", "議案第5号", "Ken", "")
        )

    def test_what_is_hidden_is_not_found(self):
        row = make_rollout(self.case, self.minato, "interested")
        draft = make_case(self.aoba)
        for url in (
            f"/api/v1/rollouts/{row.pk}/",
            f"/api/v1/rollouts/{row.pk}/events/",
            f"/api/v1/cases/{draft.code}/rollouts/",
            f"/api/v1/cases/{draft.code}/rollouts/counts/",
            "/api/v1/cases/C-9999/rollouts/",
            "/api/v1/rollouts/999999999999999999/",
        ):
            self.assertEqual(self.as_user(self.fumi).get(url).status_code, 404, url)
        self.assertEqual(self.post(f"/api/v1/rollouts/{row.pk}/move/", self.hana, to="live").status_code, 404)

    def test_a_list_costs_the_same_for_one_row_and_for_six(self):
        for n in range(3):
            make_rollout(self.case, make_town(f"山里{n}町", f"2881{n}"), "live", reason=self.obstacle)
            make_rollout(self.case, make_town(f"谷里{n}町", f"2882{n}"), "live")
            with self.assertNumQueries(2):  # count, page
                self.client.get("/api/v1/rollouts/")


class Writing(Api):
    def test_a_town_begins_and_moves(self):
        answer = self.post(self.of_case, self.ken, stage="studying", section="総務課")
        self.assertEqual((answer.status_code, answer.json()["stage"]), (201, "studying"))
        url = f"/api/v1/rollouts/{answer.json()['id']}/move/"
        moved = self.post(url, self.ken, to="live", date="2024-03-22", note="毎日使う", evidence="広報4月号").json()
        self.assertEqual(
            (moved["stage"], moved["since"], moved["note"], moved["fiscal_year"]),
            ("live", "2024-03-22", "毎日使う", 2023),
        )
        refused = self.post(url, self.ken, to="paused")
        self.assertEqual((refused.status_code, "理由を選び" in refused.json()["detail"]), (409, True))
        gone = self.post(url, self.ken, to="paused", obstacle="O2", reason="担当が異動した")
        self.assertEqual((gone.json()["stage"], gone.json()["reason"]), ("paused", "O2"))
        events = self.client.get(url.replace("move", "events")).json()["results"]
        self.assertEqual([line["new_stage"] for line in events], ["paused", "live", "studying"])
        self.assertEqual((events[0]["obstacle"], events[0]["reason"]), ("O2", "担当が異動した"))

    def test_the_other_address_names_the_case_in_the_body(self):
        answer = self.post("/api/v1/rollouts/", self.ken, case=self.case.code.lower(), stage="live")
        self.assertEqual(answer.status_code, 201)
        self.assertEqual(Rollout.objects.get().municipality, self.minato)

    def test_the_secretariat_names_the_town_in_either_spelling(self):
        for code in ("28992", self.minato.code):
            case = make_case(self.aoba, status=CaseStatus.PUBLISHED, by=self.hana)
            url = f"/api/v1/cases/{case.code}/rollouts/"
            answer = self.post(url, self.sato, municipality=code, stage="live", **SOURCE)
            self.assertEqual((answer.status_code, answer.json()["basis"]), (201, "public_source"))
            self.assertTrue(answer.json()["needs_confirmation"])
            confirmed = self.post(f"/api/v1/rollouts/{answer.json()['id']}/confirm/", self.ken).json()
            self.assertEqual((confirmed["basis"], confirmed["needs_confirmation"]), ("town", False))

    def test_bad_bodies_name_their_fields(self):
        for body, field in [
            ({"stage": "done"}, "stage"),
            ({}, "stage"),
            ({"stage": "live", "obstacle": "O99"}, "obstacle"),
            ({"stage": "live", "date": "令和6年"}, "date"),
            ({"stage": "live", "municipality": "港町"}, "municipality"),
            ({"stage": "live", "fiscal_year": 99999}, "fiscal_year"),
            ({"stage": "live", "note": "あ" * 301}, "note"),
        ]:
            answer = self.post(self.of_case, self.ken, **body)
            self.assertEqual((answer.status_code, answer.json()["errors"][0]["field"]), (400, field), body)
        answer = self.post("/api/v1/rollouts/", self.ken, case="C-9999", stage="live")
        self.assertEqual(answer.json()["errors"][0]["field"], "case")
        answer = self.post(self.of_case, self.sato, stage="live", **SOURCE)
        self.assertEqual(answer.json()["errors"][0]["field"], "municipality")
        self.assertFalse(Rollout.objects.exists())

    def test_nobody_speaks_for_another(self):
        self.assertEqual(self.post(self.of_case, stage="live").status_code, 403)
        for who in (self.hana, self.fumi, self.yui, self.aki):
            answer = self.post(self.of_case, who, stage="live", municipality="28992")
            self.assertEqual(answer.status_code, 409, who)
            self.assertTrue(answer.json()["detail"].endswith("。"))
        row = make_rollout(self.case, self.minato, "live")
        for who in (self.hana, self.fumi, self.yui, self.aki, self.sato):
            for verb, body in [("move", {"to": "sustained"}), ("confirm", {})]:
                self.assertEqual(self.post(f"/api/v1/rollouts/{row.pk}/{verb}/", who, **body).status_code, 409)
        self.assertFalse(row.events.exists())
