"""Deed: whatever is sent as a form or as JSON, nothing breaks, nothing is half written, and the sender is told."""

import json

from django.test import override_settings

from accounts.choices import Visibility
from cases.choices import CaseStatus
from cases.models import CaseStudy, Rollout
from matching.models import Need
from meetings.models import Meeting
from portal.testing import CastTestCase, make_case, make_field, make_meeting, make_need, make_obstacle, make_rollout

DEEP = "[" * 10_000 + "]" * 10_000
ODD = [None, True, 0, -1, 10**30, 1e308, "", "\x00", "a\x00b", "\ud800", "x\udfff", "あ" * 20_000, {}]
ODD += [[], ["\ud800"], [[[]]], {"a": "\ud800"}, "9999-12-31", "0000-00-00", "\u202e", "２０２４", ["\x00"], [None]]
ODD += [[10**30], "²", "1e999", 1.5]
FIELDS = {
    "cases/": [
        "kind", "title", "municipality", "basis", "field", "summary", "evidence", "funding", "after_grant", "contact",
        "tools", "effects", "cost_lines", "obstacles", "sources", "unknown_facts", "visibility", "revision",
    ],
    "needs/": ["title", "today", "field", "obstacles", "network", "budget", "visibility", "is_anonymous", "cannot_say"],
    "rollouts/": [
        "case", "municipality", "stage", "basis", "since", "fiscal_year", "section", "grant_ends_on", "source_url",
        "source_date", "obstacle", "reason", "note", "evidence",
    ],
    "meetings/": ["text", "name", "council"],
    "commitments/": ["meeting", "turn", "text", "owner", "due_on"],
    "needs/N-001/move/": ["to", "reason"],
    "rollouts/1/move/": ["to", "obstacle", "reason", "note", "evidence", "since", "fiscal_year", "basis"],
    "rollouts/1/confirm/": ["was", "note", "since"],
    "cases/C-001/submit/": ["internal_decision_on"],
    "cases/C-001/return/": ["reason"],
    "meetings/M-001/withdraw/": ["reason"],
}  # fmt: skip
ROWS = {
    "effects": {"indicator": "時間", "unit": "時間", "before": 2, "after": 1, "volume": 3, "measured_by": "x"},
    "cost_lines": {"phase": "setup", "payer": "own", "label": "x", "amount": 1, "fiscal_year": 2024},
    "obstacles": {"obstacle": "O1", "how_passed": "x"},
    "sources": {"title": "x", "url": "https://example.lg.jp/", "kind": "government", "dated": "2024-01-01"},
}
GOOD = {
    "cases/": {"title": "題", "field": "counter", "municipality": "28991", "basis": "on_behalf", "kind": "full"},
    "needs/": {"title": "題", "today": "手で書く"},
    "rollouts/": {"case": "C-001", "municipality": "28992", "stage": "live", "basis": "on_behalf"},
    "meetings/": {"text": "第1回 架空会議\n令和6年3月22日\n○A市町\n発言です。"},
    "commitments/": {"meeting": "M-001", "text": "調べる", "owner": "情報課"},
    "needs/N-001/move/": {"to": "talking"},
    "rollouts/1/move/": {"to": "sustained"},
}


class HostileBodyTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        make_obstacle(), make_field()
        rollout = make_rollout(make_case(cls.aoba, status=CaseStatus.PUBLISHED, by=cls.hana), cls.aoba)
        meeting, need = make_meeting(by=cls.sato), make_need(cls.aoba, by=cls.hana, visibility=Visibility.PUBLIC)
        cls.keys = {"C-001": rollout.case.code, "M-001": meeting.code, "N-001": need.code}
        cls.keys["rollouts/1/"] = f"rollouts/{rollout.pk}/"

    def setUp(self):
        self.client.raise_request_exception = False

    def real(self, text):
        """An address or body with the keys that the rows were given."""
        for name, key in self.keys.items():
            text = text.replace(name, key)
        return text

    def send(self, path, body, kind="application/json", method="POST"):
        body = body if isinstance(body, str | bytes) else json.dumps(body)
        body = self.real(body) if isinstance(body, str) else body
        return self.client.generic(method, self.real(f"/api/v1/{path}"), body, content_type=kind)

    def assert_told(self, answer, what):
        """Taken, or refused in the API's own form."""
        self.assertIn(answer.status_code, (200, 201, 400, 403, 404, 409, 413, 415), what)
        if answer.status_code >= 400:
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json", what)
            self.assertTrue(answer.json()["detail"], what)

    def test_no_value_of_any_field_breaks_an_endpoint(self):
        for path, names in FIELDS.items():
            self.as_user(self.sato if path in ("meetings/", "commitments/", "meetings/M-001/withdraw/") else self.hana)
            for place, name in enumerate(names):
                for value in ODD[place % 2 :: 2]:
                    self.assert_told(self.send(path, GOOD.get(path, {}) | {name: value}), (path, name, value))

    def test_every_odd_text_is_tried_where_a_row_is_looked_up(self):
        self.as_user(self.sato)
        lookups = {"cases/": ("field", "municipality", "tools", "obstacles"), "needs/": ("field", "obstacles")}
        lookups |= {"rollouts/": ("case", "municipality", "obstacle"), "meetings/": ("council",)}
        lookups["commitments/"] = ("meeting", "turn")
        for path, names in lookups.items():
            for name in names:
                for value in ODD:
                    self.assert_told(self.send(path, GOOD[path] | {name: value}), (path, name, value))

    def test_no_cell_of_a_row_breaks_a_case(self):
        self.as_user(self.hana)
        for rows, good in ROWS.items():
            for place, cell in enumerate(good):
                for value in ODD[place % 3 :: 3]:
                    body = GOOD["cases/"] | {rows: [good | {cell: value}]}
                    self.assert_told(self.send("cases/", body), (rows, cell, value))
        changed = {"title": "\ud800", "revision": 10**30}
        self.assert_told(self.send("cases/C-001/", changed, method="PATCH"), changed)

    def test_what_is_no_json_is_refused(self):
        self.as_user(self.hana)
        before = [model.objects.count() for model in (CaseStudy, Need, Meeting, Rollout)]
        broken = ["", "{", "[]", "null", '"x"', "1", DEEP, '{"title":' * 10_000, b"\xff\xfe{}", b"\x00"]
        broken += ['{"title": NaN}', '{"title": ' + "9" * 5000 + "}", "\ufeff{}"]
        for path in FIELDS:
            for body in broken[path == "rollouts/1/confirm/" :]:  # which asks for nothing
                answer = self.send(path, body)
                self.assert_told(answer, (path, body[:30]))
                self.assertGreaterEqual(answer.status_code, 400, (path, body[:30]))
        self.assertEqual([model.objects.count() for model in (CaseStudy, Need, Meeting, Rollout)], before)

    def test_other_content_types_are_refused(self):
        self.as_user(self.hana)
        for kind in ("text/plain", "application/xml", "multipart/form-data", "application/x-www-form-urlencoded"):
            self.assertEqual(self.send("needs/", "title=x", kind=kind).status_code, 415, kind)

    @override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=1000)
    def test_a_body_larger_than_allowed_is_not_read(self):
        answer = self.as_user(self.hana).post("/api/v1/needs/", {"title": "x" * 2000}, content_type="application/json")
        self.assertEqual(answer.status_code, 413)
        self.assert_told(answer, "large")
        self.assertEqual(self.client.post("/needs/new/", {"title": "x" * 2000}).status_code, 400)

    def test_forms_take_any_text_without_breaking(self):
        values = ["\x00", "あ" * 9_000, "-1", "9" * 5000, "\ufffd\u202e", "0000-00-00", "²", str(10**30), "令和99999年"]
        forms = {
            "/needs/new/": (self.hana, ["title", "today", "field", "obstacles", "visibility", "budget"]),
            "/needs/N-001/move/": (self.hana, ["to", "reason"]),
            "/needs/N-001/support/": (self.ken, ["note"]),
            "/needs/N-001/cases/": (self.sato, ["case", "note"]),
            "/cases/new/full/": (self.sato, ["title", "field", "municipality", "basis", "contact"]),
            "/cases/C-001/edit/costs/": (self.hana, ["version", "rows-TOTAL_FORMS", "rows-0-amount", "rows-0-label"]),
            "/cases/C-001/edit/basics/": (self.hana, ["version", "title", "field", "visibility"]),
            "/cases/C-001/withdraw/": (self.hana, ["reason"]),
            "/cases/C-001/rollouts/289914/": (self.hana, ["stage", "since", "fiscal_year", "reason", "seen"]),
            "/cases/C-001/rollouts/289914/confirm/": (self.hana, ["was"]),
            "/cases/C-001/rollouts/new/": (self.ken, ["stage", "since", "fiscal_year", "grant_ends_on", "reason"]),
            "/meetings/import/": (self.sato, ["text", "council", "name"]),
            "/meetings/M-001/ledger/1/": (self.sato, ["answer"]),
            "/meetings/M-001/ledger/1/promise/": (self.sato, ["text", "owner", "due_on"]),
            "/review/M-001/accept/": (self.sato, ["seen"]),
            "/review/M-001/facts/": (self.sato, ["held_on", "ordinal", "starts_at", "council", "seen"]),
            "/review/M-001/s/1/": (self.sato, ["text", "seen", "kind", "agenda_item"]),
            "/review/M-001/turns/1/": (self.sato, ["speaker", "label", "kind", "seen"]),
        }
        for url, (user, names) in forms.items():
            self.as_user(user)
            for place, name in enumerate(names):
                for value in values[place % 3 :: 3] if len(names) > 1 else [*values, "9" * 5000 + ":x"]:
                    answer = self.client.post(self.real(url), {name: value})
                    self.assertIn(answer.status_code, (200, 302, 400, 403, 404, 409), (url, name, value[:20]))
