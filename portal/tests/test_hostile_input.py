"""Deed: whatever stands in an address, no page and no endpoint breaks; a bad value is told, not swallowed."""

from urllib.parse import quote

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.choices import Visibility
from accounts.filters import MunicipalityFilter
from cases.choices import CaseStatus
from cases.filters import CaseFilter
from cases.rollout_filters import RolloutFilter, SpreadFilter
from matching.filters import NeedFilter
from meetings.filters import (
    CommitmentFilter,
    CouncilListFilter,
    MeetingFilter,
    RecordFilter,
    StatementFilter,
    VoiceFilter,
)
from portal.testing import CastTestCase, make_case, make_meeting, make_need, make_rollout
from portal.tests.attack import fill, our_routes, parameters_of
from search import index

HUGE = "1" + "0" * 30
VALUES = [
    "", "0", "-1", HUGE, f"-{HUGE}", "9" * 5000, "1e400", "1e999999999", "NaN", "Infinity", "2147483648",
    "9223372036854775808", "１２", "²", "99999", "0000-00-00", "9999-12-31", "令和99999年13月45日", "1868年1月1日",
    "\x00", "a\x00b", "\ufffd", "あ" * 4000, "\U0001f9d1\u200d\U0001f4bb", "\u202etxt.exe", "a\r\nSet-Cookie: x=1",
    "'; DROP TABLE cases_casestudy; --", "%", "_", "\\", '"', "(((((", "*" * 50, "NEAR(a b)", "a AND OR NOT", "true",
    "<script>alert(1)</script>", "javascript:alert(1)", "{{7*7}}", "../../etc/passwd", "C-99999999999", "M-1-10", "-",
]  # fmt: skip
STEP = 30  # each condition gets a few of the values; all of them get all values where one rule reads them
RAW = ["%ED%A0%80", "%FF%FE", "%00", "%C0%AF", "a%", "%u3042", "+", "&q=a&q=b", "a&page=b&page_size=x"]
LISTS = {
    "/meetings/": MeetingFilter,
    "/meetings/M-001/": RecordFilter,
    "/ledger/": VoiceFilter,
    "/meetings/M-001/ledger/": VoiceFilter,
    "/cases/": CaseFilter,
    "/spread/": SpreadFilter,
    "/needs/": NeedFilter,
    "/towns/": MunicipalityFilter,
    "/search/": None,
    "/api/v1/search/": None,
    "/api/v1/meetings/": MeetingFilter,
    "/api/v1/statements/": StatementFilter,
    "/api/v1/councils/": CouncilListFilter,
    "/api/v1/commitments/": CommitmentFilter,
    "/api/v1/cases/": CaseFilter,
    "/api/v1/rollouts/": RolloutFilter,
    "/api/v1/cases/C-001/rollouts/": RolloutFilter,
    "/api/v1/needs/": NeedFilter,
    "/api/v1/municipalities/": MunicipalityFilter,
    "/api/v1/fields/": None,
}
OTHERS = ("q", "type", "page", "page_size", "ordering", "view", "all", "format", "only", "more", "nonsense\x00")
KEYS = ["0", HUGE, "9" * 5000, "\x00", "〇〇", "２８９９１", "²²²²²", "%", "..", "M-99999999999", "C-1-2", "m001"]
KEYS += ["あ" * 500, "-", "\u202e", "<b>", "a b", "C－０01", "N-9999999999999999999", "\ufffd", "999999999999999999"]


def parameters_by_list() -> list[tuple[str, str]]:
    """Every condition of every list."""
    named = {path: list(kind.base_filters) if kind else [] for path, kind in LISTS.items()}
    return [(path, name) for path, names in named.items() for name in dict.fromkeys([*names, *OTHERS])]


class HostileAddressTests(CastTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        case = make_case(cls.aoba, pk=1, status=CaseStatus.PUBLISHED, by=cls.hana)
        make_rollout(case, cls.minato, pk=1, fiscal_year=2023)
        meeting = make_meeting(pk=1, by=cls.sato)
        need = make_need(cls.aoba, pk=1, by=cls.hana, visibility=Visibility.PUBLIC)
        for row in (case, meeting, *meeting.statements.all(), need):
            index.put(row.search_entries())

    def setUp(self):
        self.client.raise_request_exception = False

    def assert_unbroken(self, url):
        """No fault; the API says in its own form what is wrong."""
        answer = self.client.get(url)
        self.assertIn(answer.status_code, (200, 302, 301, 400, 403, 404, 405, 409), url[:200])
        if url.startswith("/api/") and answer.status_code >= 400:
            self.assertEqual(answer.headers["Content-Type"], "application/problem+json", url[:200])
            self.assertEqual(answer.json()["status"], answer.status_code, url[:200])
        return answer

    def test_no_value_of_any_condition_breaks_a_list(self):
        for place, (path, name) in enumerate(parameters_by_list()):
            for value in (HUGE, "\x00", *VALUES[place % STEP :: STEP]):
                self.assert_unbroken(f"{path}?{quote(name)}={quote(value)}")

    def test_every_value_is_tried_where_it_is_read_most(self):
        for path in ("/search/", "/api/v1/search/", "/cases/", "/meetings/M-001/", "/towns/", "/api/v1/statements/"):
            for value in VALUES:
                self.assert_unbroken(f"{path}?q={quote(value)}")
        for path in ("/meetings/", "/api/v1/meetings/", "/ledger/", "/api/v1/rollouts/"):
            for value in VALUES:
                self.assert_unbroken(f"{path}?fiscal_year={quote(value)}")

    def test_bytes_that_are_no_text_break_nothing(self):
        for path in LISTS:
            for value in RAW:
                self.assert_unbroken(f"{path}?q={value}")

    def test_no_key_in_an_address_breaks_a_page(self):
        routes = [route for route in our_routes() if parameters_of(route)]
        self.assertGreater(len(routes), 50)
        for viewer in (None, self.sato):
            self.as_user(viewer)
            for place, route in enumerate(routes):
                good = {"code": "M-001" if "meet" in route or "review" in route else "C-001", "town": "28992"}
                good |= {"number": "1", "answer": "1", "meeting": "M-001", "pk": "1", "slug": "basics", "kind": "other"}
                for name in sorted(parameters_of(route)):
                    for key in KEYS[place % 2 :: 2] if viewer else KEYS:
                        keys = good | {"step": "publish", "token": "x"} | {name: key}
                        self.assert_unbroken(fill(route, keys))

    def test_a_page_number_out_of_reach_shows_a_page(self):
        for path in [path for path in LISTS if not path.startswith("/api/")]:
            for number in (HUGE, "-1", "0", "zwei", "9" * 5000):
                self.assertEqual(self.client.get(f"{path}?page={number}").status_code, 200, path)

    def test_a_page_says_which_condition_it_could_not_read(self):
        for url in ("/meetings/?fiscal_year=abc", "/cases/?stage=dancing", "/needs/?budget=x", "/ledger/?council=nein"):
            self.assertContains(self.client.get(url), "条件を読み取れませんでした")
        self.assertContains(self.client.get("/cases/?nonsense=1"), "という条件はありません")

    def test_the_api_refuses_what_it_cannot_read(self):
        asked = ("meetings/?fiscal_year=abc", "cases/?stage=dancing", "needs/?budget=x", "rollouts/?case=x", "cases/?x")
        for url in asked:
            self.assertEqual(self.assert_unbroken(f"/api/v1/{url}").status_code, 400, url)

    def test_nothing_that_can_be_typed_breaks_a_list(self):
        @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(st.sampled_from(parameters_by_list()), st.text(max_size=40))
        def ask(where, typed):
            path, name = where
            self.assert_unbroken(f"{path}?{quote(name)}={quote(typed.encode('utf-8', 'surrogatepass'))}")

        ask()
