"""Rooms, cases: the API: the same rules as the pages, said as problem+json."""

from cases.choices import CaseStatus
from cases.models import CaseStudy
from cases.tests.told import make_tool, publish_case, submit_case, write_case
from portal.testing import CastTestCase, make_case, make_field, make_obstacle


class CasesByApi(CastTestCase):
    def whole(self, **changes):
        return {
            "title": "相談記録の文字起こし",
            "field": make_field().slug,
            "work_removed": "打つ作業",
            "evidence": "60件を測った",
            "funding": ["grant", "general_funds"],
            "after_grant": "continues",
            "contact": "福祉課",
            "tools": [make_tool().slug],
            "effects": [{"indicator": "記録", "unit": "分", "before": "60", "after": "25", "volume": 1440}],
            "cost_lines": [{"phase": "setup", "label": "機器", "amount": 3000000}, {"phase": "yearly"}],
            "obstacles": [{"obstacle": make_obstacle().code, "how_passed": "試した"}],
            "sources": [{"title": "時間調べ", "retrieved_on": "2024-03-22"}],
        } | changes

    def send(self, method, path, body=None, user=None):
        self.as_user(user)
        call = getattr(self.client, method)
        return call(f"/api/v1/cases/{path}", body or {}, content_type="application/json")

    def test_a_town_writes_submits_and_the_secretariat_publishes(self):
        made = self.send("post", "", self.whole(), self.hana)
        self.assertEqual(made.status_code, 201, made.content)
        told = made.json()
        self.assertEqual((told["status"], told["missing"], told["municipality"]["code"]), ("draft", [], self.aoba.code))
        self.assertEqual(told["effects"][0]["hours_saved"], 840.0)
        self.assertEqual([line["amount"] for line in told["cost_lines"]], [3000000, None])
        self.assertEqual(told["obstacles"], [{"obstacle": "O1", "how_passed": "試した"}])
        code = told["code"]
        undated = self.send("post", f"{code}/submit/", {}, self.hana)
        self.assertEqual((undated.status_code, undated.json()["detail"][:4]), (409, "庁内で決"))
        answer = self.send("post", f"{code}/submit/", {"internal_decision_on": "2024-03-22"}, self.hana)
        self.assertEqual(answer.json()["status"], "in_review")
        self.assertEqual(self.send("post", f"{code}/return/", {"reason": ""}, self.sato).status_code, 400)
        self.assertEqual(self.send("post", f"{code}/publish/", {}, self.yui).status_code, 409)
        self.assertEqual(self.send("post", f"{code}/publish/", {}, self.sato).json()["status"], "published")
        answer = self.send("post", f"{code}/withdraw/", {"reason": "やめた"}, self.hana)
        self.assertEqual(answer.json()["status"], "withdrawn")

    def test_returning_by_api(self):
        case = submit_case(write_case(self.aoba, self.hana), self.hana)
        answer = self.send("post", f"{case.code}/return/", {"reason": "確かめて"}, self.sato)
        self.assertEqual(answer.json()["status"], "returned")

    def test_a_patch_changes_what_it_names(self):
        case = write_case(self.aoba, self.hana)
        answer = self.send("patch", f"{case.code}/", {"period": "9か月", "revision": 1}, self.hana)
        self.assertEqual(answer.status_code, 200, answer.content)
        self.assertEqual((answer.json()["period"], answer.json()["revision"]), ("9か月", 2))
        self.assertEqual(len(answer.json()["cost_lines"]), 2)
        emptied = self.send("patch", f"{case.code}/", {"cost_lines": [], "tools": ["excel"]}, self.hana)
        self.assertEqual(emptied.status_code, 400)
        make_tool()
        emptied = self.send("patch", f"{case.code}/", {"cost_lines": [], "tools": ["excel"]}, self.hana).json()
        self.assertEqual((emptied["cost_lines"], emptied["tools"], emptied["missing"]), ([], ["excel"], ["費用"]))

    def test_a_stale_patch_writes_nothing(self):
        case = make_case(self.aoba, revision=4, period="前の文")
        answer = self.send("patch", f"{case.code}/", {"period": "後の文", "revision": 3}, self.hana)
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(answer["Content-Type"], "application/problem+json")
        self.assertIn("ほかの人が先に保存しました", answer.json()["detail"])
        self.assertEqual(CaseStudy.objects.get(pk=case.pk).period, "前の文")

    def test_a_published_case_keeps_its_facts(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        answer = self.send("patch", f"{case.code}/", {"evidence": ""}, self.hana)
        self.assertEqual(answer.status_code, 400)
        self.assertIn("「効果の根拠」を空にできません", answer.json()["errors"][0]["message"])
        self.assertEqual(self.send("patch", f"{case.code}/", {"evidence": "測り直した"}, self.hana).status_code, 200)

    def test_bad_values_are_named_by_field(self):
        wrong = self.whole(
            field="nothing",
            funding=["none", "grant"],
            after_grant="maybe",
            cost_lines=[{"phase": "once", "amount": -1}],
            obstacles=[{"obstacle": "O1"}, {"obstacle": "O1"}],
            municipality="99999",
        )
        answer = self.send("post", "", wrong, self.hana)
        self.assertEqual(answer.status_code, 400)
        fields = {error["field"] for error in answer.json()["errors"]}
        self.assertLessEqual({"field", "funding", "after_grant", "obstacles", "municipality"}, fields)
        self.assertTrue(any(field.startswith("cost_lines") for field in fields))
        self.assertFalse(CaseStudy.objects.exists())

    def test_whose_case_it_is(self):
        other = self.send("post", "", self.whole(municipality=self.minato.code), self.hana)
        self.assertEqual(other.status_code, 409)
        nobody = self.send("post", "", self.whole(), self.sato)
        self.assertEqual(nobody.json()["errors"][0]["field"], "municipality")
        entered = self.send("post", "", self.whole(municipality="28991", basis="public_source"), self.sato).json()
        self.assertEqual((entered["basis"], entered["needs_confirmation"]), ("public_source", True))
        for user in (None, self.yui, self.aki, self.fumi):
            answer = self.send("post", "", self.whole(), user)
            self.assertEqual(answer.status_code, 409 if user else 403)

    def test_a_code_is_read_in_usual_forms_and_states_are_not_written(self):
        case = publish_case(self.aoba, self.hana, self.sato)
        for code in (case.code, f"c{case.pk}", f"C-{case.pk}"):
            self.assertEqual(self.send("get", f"{code}/").json()["code"], case.code)
        self.assertEqual(self.send("get", "C-999999/").status_code, 404)
        self.send("patch", f"{case.code}/", {"status": "withdrawn", "is_fictional": True}, self.hana)
        stored = CaseStudy.objects.get(pk=case.pk)
        self.assertEqual((stored.status, stored.is_fictional), (CaseStatus.PUBLISHED, False))
        self.assertEqual(self.send("delete", f"{case.code}/", {}, self.hana).status_code, 405)
