"""Needs in the API: the same rows, rules and sentences as on the pages."""

from matching.models import Need
from portal.testing import CastTestCase, make_need


class NeedApiTests(CastTestCase):
    def test_a_need_is_written_posted_and_joined(self):
        self.as_user(self.hana)
        made = self.client.post(
            "/api/v1/needs/", {"title": "転記", "today": "手で打つ", "visibility": "members"}, "application/json"
        )
        self.assertEqual(made.status_code, 201)
        code = made.json()["code"]
        self.assertEqual(made.json()["municipality"], self.aoba.code)
        self.assertEqual(self.client.post(f"/api/v1/needs/{code}/post/").json()["status"], "open")
        joined = self.as_user(self.ken).post(f"/api/v1/needs/{code}/support/")
        self.assertEqual((joined.json()["supports"], joined.json()["supports_label"]), (None, "1–2市町"))
        again = self.client.post(f"/api/v1/needs/{code}/support/")
        self.assertEqual(again.status_code, 409)
        self.assertEqual(again.headers["Content-Type"], "application/problem+json")
        self.assertEqual(again.json()["detail"], "わが町は、もう「うちも」を押しています。")

    def test_the_list_narrows_like_the_page_and_refuses_unknown_conditions(self):
        make_need(self.aoba, by=self.hana, visibility="public", budget="zero")
        make_need(self.aoba, by=self.hana, visibility="public", title="別の困りごと")
        answer = self.client.get("/api/v1/needs/?budget=zero").json()
        self.assertEqual([row["budget"] for row in answer["results"]], ["zero"])
        self.assertEqual(set(answer), {"count", "next", "previous", "results"})
        refused = self.client.get("/api/v1/needs/?owner=28991")
        self.assertEqual(refused.status_code, 400)
        self.assertEqual(refused.json()["errors"], [{"field": "owner", "message": "この条件は使えません。"}])

    def test_hidden_and_missing_are_the_same_404(self):
        hidden = make_need(self.aoba, by=self.hana, visibility="private")
        answers = [self.as_user(self.ken).get(f"/api/v1/needs/{code}/") for code in (hidden.code, "N-999")]
        self.assertEqual([answer.status_code for answer in answers], [404, 404])
        self.assertEqual(answers[0].content, answers[1].content)

    def test_a_visitor_may_not_write(self):
        answer = self.client.post("/api/v1/needs/", {"title": "x"}, "application/json")
        self.assertEqual(answer.status_code, 403)
        self.assertEqual(Need.objects.count(), 0)

    def test_the_list_costs_the_same_for_one_row_and_for_many(self):
        for _ in (1, 2):
            make_need(self.aoba, by=self.hana, visibility="public")
            with self.assertNumQueries(3):  # count, page, obstacles
                self.client.get("/api/v1/needs/")
            for number in range(5):
                make_need(self.aoba, by=self.hana, visibility="public", title=f"転記{number}")
