"""Deed: who may write what: every act of pages and API, tried by every role, against one table."""

import json

from django.apps import apps
from django.urls import resolve

from accounts.choices import Role, Visibility
from cases.models import CaseStudy
from cases.tests.told import publish_case, submit_case, write_case, write_tip
from matching.models import Need
from meetings.actions.answering import promise, stamp
from meetings.choices import MeetingStatus, StatementCheck
from meetings.models import ReviewIssue, SourceDocument, Statement
from portal.testing import CastTestCase, make_meeting, make_need, make_obstacle, make_rollout, make_user
from portal.tests.attack import fill, our_routes, passing_world
from portal.tests.house import APPS, addresses

# (address, what is sent, who may). A role left out is refused, and nothing changes.
OWN, OTHER, FAR, LIAISON, OFFICER, ADMIN = "hana", "ken", "tomo", "yui", "sato", "aki"
TOWNS = {OWN, OTHER, FAR}
KEEPERS = {LIAISON, OFFICER}
EVERYBODY = [None, OWN, "nao", OTHER, FAR, LIAISON, OFFICER, "mori", ADMIN, "fumi"]
CASE = {"title": "題", "field": "{field}", "visibility": "public"}
NEED = {"title": "題", "today": "手で", "visibility": "members"}
PAGES = [
    ("/cases/new/full/", CASE, {*TOWNS, "nao"}),
    ("/cases/new/tip/", CASE, {*TOWNS, "nao"}),
    ("/cases/{draft}/edit/basics/", CASE | {"version": "1"}, {OWN, "nao"}),
    ("/cases/{draft}/edit/check/", {"internal_decision_on": "R6.3.22"}, {OWN, "nao"}),
    ("/cases/{handed}/publish/", {}, {OFFICER, "mori"}),
    ("/cases/{handed}/return/", {"reason": "足りない"}, {OFFICER, "mori"}),
    ("/cases/{shown}/withdraw/", {"reason": "古い"}, {OWN, "nao", OFFICER, "mori"}),
    ("/cases/{entered}/confirm/", {}, {OWN, "nao"}),
    ("/cases/{shown}/rollouts/new/", {"stage": "live", "since": "R6.4.1"}, {OTHER, FAR}),
    ("/cases/{shown}/rollouts/{town}/", {"stage": "sustained", "was": "live"}, {OWN, "nao"}),
    ("/cases/{shown}/rollouts/{town}/confirm/", {"was": "live"}, {OWN, "nao"}),
    ("/needs/new/", NEED, {*TOWNS, "nao", *KEEPERS, "mori"}),
    ("/needs/{need}/edit/", NEED, {OWN, "nao"}),
    ("/needs/{draft_need}/check/", {}, {OWN, "nao"}),
    ("/needs/{need}/support/", {"note": "うちも"}, {OTHER, FAR}),
    ("/needs/{supported}/unsupport/", {}, {OTHER}),
    ("/needs/{need}/release/", {}, {OWN, "nao"}),
    ("/needs/{need}/move/", {"to": "talking"}, {OWN, "nao", *KEEPERS, "mori"}),
    ("/needs/{need}/cases/", {"case": "{shown}", "note": ""}, {*KEEPERS, "mori"}),
    ("/needs/from/{record}/1/", {"title": "題"}, {*KEEPERS, "mori"}),
    ("/meetings/import/", {"text": "第1回 架空会議\n令和6年3月22日\n○A市町\n発言です。"}, {OFFICER, "mori"}),
    ("/meetings/{record}/ledger/1/", {"answer": "2"}, {OFFICER, "mori"}),
    ("/meetings/{answered}/ledger/1/without/2/", {}, {OFFICER, "mori"}),
    ("/meetings/{record}/ledger/1/promise/", {"text": "調べる", "owner": "課"}, {OFFICER, "mori"}),
    ("/actions/{promise}/", {"text": "別", "owner": "課", "seen": "{promise_seen}"}, {OFFICER, "mori"}),
    ("/review/{work}/issues/{issue}/", {"decision": "no_problem", "reason": "確かめた"}, {OFFICER, "mori"}),
    ("/review/{work}/alike/proper_noun/", {"reason": "確かめた"}, {OFFICER, "mori"}),
    ("/review/{work}/discard/", {}, {OFFICER, "mori"}),
    ("/review/{clean}/submit/", {}, {OFFICER, "mori"}),
    ("/review/{waiting}/approve/", {}, {OFFICER, "mori"}),
    ("/review/{waiting}/return/", {"reason": "直す"}, {OFFICER, "mori"}),
    ("/review/{approved}/publish/", {}, {OFFICER, "mori"}),
    ("/review/{record}/withdraw/", {"reason": "誤り"}, {OFFICER, "mori"}),
]
FORBIDDEN = {"municipality": "289922", "status": "published", "visibility": "public", "reach": "public"}
FORBIDDEN |= {"published_at": "2024-01-01T00:00:00Z", "needs_confirmation": True, "id": 999}
FORBIDDEN |= {"x": 1, "basis": "public_source"}
FORBIDDEN |= {"created_by": 1, "internal_decision_on": "2024-01-01", "returned_reason": "x", "is_fictional": True}
SAYABLE = {"municipality", "visibility", "basis"}  # names that one endpoint or the other knows
# Acts that change nothing by themselves, or that stand in a test of their own room.
ELSEWHERE = {"review-facts", "review-words", "review-accept", "review-reopen", "review-statement", "review-redact"}
ELSEWHERE |= {"review-turn"}
API = [
    ("POST", "cases/", {"title": "題", "field": "counter"}, {*TOWNS, "nao"}),
    ("PATCH", "cases/{draft}/", {"title": "別"}, {OWN, "nao"}),
    ("POST", "cases/{draft}/submit/", {"internal_decision_on": "2024-03-22"}, {OWN, "nao"}),
    ("POST", "cases/{handed}/publish/", {}, {OFFICER, "mori"}),
    ("POST", "cases/{handed}/return/", {"reason": "足りない"}, {OFFICER, "mori"}),
    ("POST", "cases/{shown}/withdraw/", {"reason": "古い"}, {OWN, "nao", OFFICER, "mori"}),
    ("POST", "rollouts/", {"case": "{shown}", "stage": "live", "date": "2024-04-01"}, {OTHER, FAR}),
    ("POST", "cases/{shown}/rollouts/", {"stage": "live", "date": "2024-04-01"}, {OTHER, FAR}),
    ("POST", "rollouts/{rollout}/move/", {"to": "sustained"}, {OWN, "nao"}),
    ("POST", "rollouts/{rollout}/confirm/", {}, {OWN, "nao"}),
    ("POST", "needs/", {"title": "題", "today": "手で"}, {*TOWNS, "nao", *KEEPERS, "mori"}),
    ("PATCH", "needs/{need}/", {"title": "別"}, {OWN, "nao"}),
    ("POST", "needs/{draft_need}/post/", {}, {OWN, "nao"}),
    ("POST", "needs/{need}/support/", {}, {OTHER, FAR}),
    ("POST", "needs/{need}/move/", {"to": "talking"}, {OWN, "nao", *KEEPERS, "mori"}),
    ("POST", "meetings/", {"text": "第1回 架空会議\n令和6年3月22日\n○A市町\n発言です。"}, {OFFICER, "mori"}),
    ("POST", "meetings/import/", {"text": "第1回 架空会議\n令和6年3月22日\n○A市町\n発言"}, {OFFICER, "mori"}),
    ("POST", "meetings/{clean}/submit/", {}, {OFFICER, "mori"}),
    ("POST", "meetings/{waiting}/approve/", {}, {OFFICER, "mori"}),
    ("POST", "meetings/{waiting}/return/", {"reason": "直す"}, {OFFICER, "mori"}),
    ("POST", "meetings/{approved}/publish/", {}, {OFFICER, "mori"}),
    ("POST", "meetings/{record}/withdraw/", {"reason": "誤り"}, {OFFICER, "mori"}),
    ("POST", "commitments/", {"meeting": "{record}", "text": "調べる", "owner": "課"}, {OFFICER, "mori"}),
]


def stored() -> dict[str, list[tuple]]:
    """Every row of ours, as it stands."""
    ours = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    kept = [model for model in ours if model._meta.label != "accounts.User"]  # signing in moves last_login
    return {model._meta.label: sorted(map(repr, model.objects.values_list())) for model in kept}


class RoleMatrixTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.nao = make_user("Nao", Role.TOWN, municipality=cls.aoba)
        make_obstacle()
        shown = publish_case(cls.aoba, cls.hana, cls.sato)
        entered = write_tip(cls.aoba, cls.hana)
        type(entered).objects.filter(pk=entered.pk).update(needs_confirmation=True, basis="on_behalf")
        supported = make_need(cls.aoba, by=cls.hana, visibility=Visibility.PUBLIC)
        supported.supports.create(municipality=cls.minato, by=cls.ken)
        record, answered = make_meeting(by=cls.sato), make_meeting(by=cls.sato)
        answered.turns.filter(number=2).update(reply_to=answered.turns.get(number=1), reply_basis="reviewer")
        promised = promise(answered, turn=answered.turns.get(number=1), text="調べる", owner="課", by=cls.sato)
        cls.names = {
            "shown": shown.code, "entered": entered.code, "draft": write_case(cls.aoba, cls.hana).code,
            "handed": submit_case(write_tip(cls.aoba, cls.hana), cls.hana).code, "town": cls.aoba.code,
            "rollout": make_rollout(shown, cls.aoba).pk, "supported": supported.code,
            "need": make_need(cls.aoba, by=cls.hana, visibility=Visibility.PUBLIC).code,
            "draft_need": make_need(cls.aoba, by=cls.hana, status="draft").code,
            "field": shown.field_id, "promise_seen": stamp(promised), "record": record.code,
            "answered": answered.code, "promise": promised.code,
        }  # fmt: skip
        for name, status in (("work", "draft"), ("clean", "draft"), ("waiting", "in_review"), ("approved", "approved")):
            cls.names[name] = cls.record_at(MeetingStatus(status), name).code
        cls.names |= {"CaseStudy": cls.names["draft"], "Need": cls.names["draft_need"]}
        cls.names["issue"] = ReviewIssue.objects.get().pk

    @classmethod
    def record_at(cls, status, name):
        """A record in work on which nobody has a hand yet, so that either officer may go on."""
        aki_approved = cls.yui  # somebody who is neither of the two officers
        meeting = make_meeting(by=aki_approved, status=status, voices=("県",), is_own_record=True)
        done = {"check_state": StatementCheck.ACCEPTED, "checked_by": aki_approved, "checked_at": meeting.created_at}
        Statement.objects.filter(meeting=meeting).update(**done)
        SourceDocument.objects.create(
            meeting=meeting, name="x.txt", media="text", encoding="utf-8", size=1, sha256=name, content=b"x"
        )
        if name == "work":
            ReviewIssue.objects.create(
                meeting=meeting, statement=meeting.statements.get(), kind="proper_noun", rule="r", excerpt="県"
            )
        return meeting

    def filled(self, sent):
        return {key: value.format(**self.names) if isinstance(value, str) else value for key, value in sent.items()}

    def act(self, who, method, url, sent, is_api):
        """What a role is answered, and whether anything was written."""
        before = self.before
        with passing_world():
            self.as_user(getattr(self, who) if who else None)
            if is_api:
                body = json.dumps(self.filled(sent))
                answer = self.client.generic(method, url.format(**self.names), body, content_type="application/json")
            else:
                answer = self.client.post(url.format(**self.names), self.filled(sent))
            wrote = stored() != before
        return answer, wrote

    def assert_table(self, rows, is_api):
        self.before = stored()
        for method, url, sent, allowed in rows:
            for who in EVERYBODY:
                answer, wrote = self.act(who, method, url, sent, is_api)
                self.assertEqual(wrote, who in allowed, (who, url, answer.status_code))
                if wrote:
                    self.assertIn(answer.status_code, (200, 201, 302), (who, url))
                else:
                    asked_again = 200 if who in (OFFICER, "mori") and not is_api else None  # whose case it is to be
                    self.assertIn(answer.status_code, (302, 400, 403, 404, 409, asked_again), (who, url))
                    if answer.status_code == 302 and who is None:
                        self.assertTrue(answer.headers["Location"].startswith("/accounts/login/"), url)

    def test_each_act_of_a_page_is_for_those_the_table_names(self):
        self.assert_table([("POST", *row) for row in PAGES], is_api=False)

    def test_each_act_of_the_api_is_for_those_the_table_names(self):
        self.assert_table([(method, f"/api/v1/{url}", *rest) for method, url, *rest in API], is_api=True)

    def test_the_desk_of_records_does_not_exist_for_others(self):
        """Acts whose forms are tried in their own room: here only who is let in."""
        keys = {"code": self.names["work"], "number": "1", "pk": str(self.names["issue"])}
        pages = [fill(route, keys) for route, pattern in addresses() if pattern.name in ELSEWHERE]
        self.assertEqual(len(pages), len(ELSEWHERE))
        self.before = stored()
        for who in set(EVERYBODY) - {OFFICER, "mori"}:
            self.as_user(getattr(self, who) if who else None)
            for url in pages:
                self.assertEqual(self.client.post(url, {"text": "別"}).status_code, 404 if who else 302, (who, url))
        self.assertEqual(stored(), self.before)

    def test_every_address_that_takes_a_post_stands_in_the_table(self):
        tried = {resolve(url.format(**self.names)).view_name for url, *_ in PAGES}
        tried |= {resolve(f"/api/v1/{url}".format(**self.names)).view_name for _, url, *_ in API}
        tried |= {f"meetings:{name}" for name in ELSEWHERE}
        keys = {"code": self.names["draft"], "town": "28991", "slug": "basics", "number": "1", "meeting": "M-001"}
        keys |= {"pk": "1", "kind": "other", "step": "x", "answer": "1", "token": "x"}
        self.as_user(self.sato)
        for route in our_routes():
            code = self.names["need"] if "needs/" in route else "28991" if "municipalities" in route else keys["code"]
            url = fill(route, keys | {"code": code})
            if resolve(url).view_name not in tried:
                self.assertEqual(self.client.post(url).status_code, 405, url)

    def test_nothing_but_reading_writing_and_acts_is_offered(self):
        for who in (OWN, OFFICER, ADMIN):
            self.as_user(getattr(self, who))
            for url in ("cases/{shown}/", "needs/{need}/", "meetings/{record}/", "rollouts/{rollout}/"):
                for method in ("PUT", "DELETE", "TRACE"):
                    path = f"/api/v1/{url}".format(**self.names)
                    answer = self.client.generic(method, path, "{}", content_type="application/json")
                    self.assertIn(answer.status_code, (403, 404, 405), (who, method, url))

    def test_what_a_writer_may_not_say_is_refused_or_left_out(self):
        """Mass assignment: state, owner, dates and marks sent along with honest facts."""
        self.as_user(self.hana)
        for model, url, sent in (
            (CaseStudy, "/api/v1/cases/", {"title": "題", "field": "counter"}),
            (Need, "/api/v1/needs/", {"title": "題", "today": "手で"}),
        ):
            for name, value in FORBIDDEN.items():
                answer = self.client.post(url, sent | {name: value}, content_type="application/json")
                if name not in SAYABLE:
                    self.assertEqual((answer.status_code, answer.json()["errors"][0]["field"]), (400, name))
                self.client.patch(f"{url}{self.names[model.__name__]}/", {name: value}, content_type="application/json")
            honest = {"municipality_id": self.aoba.pk, "status": "draft", "published_at": None, "basis": "town"}
            honest |= {"needs_confirmation": False, "created_by_id": self.hana.pk, "is_fictional": False}
            drafts = model.objects.filter(title="題")
            self.assertGreater(len(drafts), 0)
            for row in drafts:
                found = {name: getattr(row, name) for name in honest if hasattr(row, name)}
                self.assertEqual(found, {name: honest[name] for name in found}, model)
        effect = {"indicator": "x", "unit": "分", "before": 2, "after": 1, "is_verified": True}
        answer = self.client.patch(
            f"/api/v1/cases/{self.names['draft']}/", {"effects": [effect]}, content_type="application/json"
        )
        self.assertEqual([row["is_verified"] for row in answer.json()["effects"]], [False])
