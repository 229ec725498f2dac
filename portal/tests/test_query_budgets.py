"""Roof, tests: what every page, list and desk costs in queries. The cost is the same for one row and for four.

The budgets stand here in numbers, so that a change of price is seen. A signed-in reader pays two: session and user.
"""

from io import StringIO

from django.contrib import admin
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.choices import CaseStatus, RolloutStage
from cases.models import CaseStudy, Rollout
from matching.models import Need
from meetings.choices import MeetingStatus
from meetings.models import Commitment, Meeting
from portal.testing import CastTestCase, make_field, make_obstacle
from vocabulary.models import SynonymGroup, Tool

CHILDREN = {"rollouts": 2, "cost_lines": 2, "sources": 2, "statements": 15}
HIDDEN = None  # not for this reader: another room's test says so

# address: stranger, town, secretariat
PAGES = {
    "/": (7, 12, 11),
    "/admin/": (HIDDEN, HIDDEN, 3),
    "/help/sources/": (0, 2, 2),
    "/search/?q=職員": (4, 6, 6),
    "/search/?q=架空&type=case": (4, 6, 6),
    "/towns/": (2, 4, 4),
    "/towns/?q=町": (2, 4, 4),
    "/towns/{town}/": (9, 11, 11),
    "/cases/": (11, 13, 13),
    "/cases/?view=table": (11, 13, 13),
    "/cases/?q=架空": (12, 14, 14),
    "/cases/?kind=full&branch=administration": (11, 13, 13),
    "/cases/?cost_max=50万円&grant=no": (11, 13, 13),
    "/cases/?stage=live&obstacle=O1": (14, 16, 16),
    "/cases/?municipality={town}": (14, 16, 16),
    "/cases/?population=30000-50000&like={town}": (14, 16, 16),
    "/cases/?ordering=cost": (11, 13, 13),
    "/cases/?ordering=-running": (11, 13, 13),
    "/cases/?ordering=municipality": (11, 13, 13),
    "/cases/?q=ないことば": (9, 11, 11),
    "/cases/{case}/": (12, 14, 14),
    "/cases/{draft_case}/": (HIDDEN, 14, 14),
    "/cases/{case}/spread/": (3, 6, 5),
    "/cases/{case}/rollouts/{town}/": (2, 4, 5),
    "/spread/?view=matrix": (8, 10, 10),
    "/spread/?view=list": (8, 10, 10),
    "/spread/?fiscal_year=2025": (8, 10, 10),
    "/meetings/": (5, 7, 7),
    "/meetings/?q=架空": (6, 8, 8),
    "/meetings/?unanswered=on": (5, 7, 7),
    "/meetings/councils/{council}/": (4, 6, 6),
    "/meetings/{meeting}/": (16, 18, 19),
    "/meetings/{meeting}/?q=職員": (19, 21, 22),
    "/meetings/{meeting}/?voices=on&speaker=A市町": (16, 18, 19),
    "/meetings/{meeting}/s/1/": (11, 13, 13),
    "/meetings/{meeting}/ledger/": (12, 14, 14),
    "/ledger/": (11, 13, 13),
    "/ledger/?state=unanswered&q=職員": (12, 14, 14),
    "/actions/{promise}/": (2, 4, 4),
    "/review/": (HIDDEN, HIDDEN, 4),
    "/review/{draft}/": (HIDDEN, HIDDEN, 11),
    "/review/{draft}/facts/": (HIDDEN, HIDDEN, 6),
    "/meetings/import/": (HIDDEN, HIDDEN, 4),
    "/needs/": (5, 7, 7),
    "/needs/?q=架空": (6, 8, 8),
    "/needs/?origin=meeting&obstacle=O1": (7, 9, 9),
    "/needs/{need}/": (4, 9, 8),
    "/api/v1/municipalities/": (2, 4, 4),
    "/api/v1/councils/": (3, 5, 5),
    "/api/v1/meetings/": (3, 5, 5),
    "/api/v1/meetings/{meeting}/": (10, 12, 12),
    "/api/v1/statements/": (3, 5, 5),
    "/api/v1/statements/?q=職員&answered=false": (4, 6, 6),
    "/api/v1/statements/{meeting}/1/": (2, 4, 4),
    "/api/v1/commitments/": (2, 4, 4),
    "/api/v1/fields/": (2, 4, 4),
    "/api/v1/obstacles/": (2, 4, 4),
    "/api/v1/tools/": (2, 4, 4),
    "/api/v1/cases/": (5, 7, 7),
    "/api/v1/cases/?q=架空&ordering=cost": (6, 8, 8),
    "/api/v1/cases/?ordering=-running&stage=live": (5, 7, 7),
    "/api/v1/cases/{case}/": (7, 9, 9),
    "/api/v1/cases/{case}/rollouts/": (3, 5, 5),
    "/api/v1/cases/{case}/rollouts/counts/": (3, 5, 5),
    "/api/v1/rollouts/": (2, 4, 4),
    "/api/v1/rollouts/?stale=true": (0, 4, 4),
    "/api/v1/rollouts/{rollout}/": (1, 3, 3),
    "/api/v1/rollouts/{rollout}/events/": (1, 4, 5),
    "/api/v1/needs/": (3, 5, 5),
    "/api/v1/needs/?q=架空&origin=meeting": (4, 6, 6),
    "/api/v1/needs/{need}/": (2, 4, 4),
    "/api/v1/search/?q=架空": (4, 6, 6),
}
# address of the desk: secretariat, admin
DESKS = {
    "/admin/accounts/municipality/": (6, 6),
    "/admin/accounts/firm/": (4, 4),
    "/admin/accounts/user/": (4, 4),
    "/admin/accounts/invitation/": (4, 4),
    "/admin/vocabulary/field/": (6, 6),
    "/admin/vocabulary/obstacle/": (5, 5),
    "/admin/vocabulary/tool/": (5, 5),
    "/admin/vocabulary/synonymgroup/": (5, 5),
    "/admin/cases/rollout/": (6, 6),
    "/admin/cases/rolloutevent/": (5, 5),
    "/admin/cases/casestudy/": (5, 5),
    "/admin/cases/casestudy/?q=架空": (5, 5),
    "/admin/cases/effect/": (4, 4),
    "/admin/cases/caseevent/": (6, 6),
    "/admin/meetings/council/": (5, 5),
    "/admin/meetings/meeting/": (7, 7),
    "/admin/meetings/meeting/?q=架空": (7, 7),
    "/admin/meetings/statement/": (4, 4),
    "/admin/meetings/turn/": (4, 4),
    "/admin/meetings/speaker/": (4, 4),
    "/admin/meetings/agendaitem/": (5, 5),
    "/admin/meetings/section/": (5, 5),
    "/admin/meetings/attendee/": (5, 2),
    "/admin/meetings/decision/": (5, 5),
    "/admin/meetings/attachment/": (5, 5),
    "/admin/meetings/reviewissue/": (4, 2),
    "/admin/meetings/sourcedocument/": (6, 2),
    "/admin/meetings/meetingevent/": (6, 2),
    "/admin/meetings/commitment/": (7, 7),
    "/admin/matching/need/": (7, 7),
    "/admin/matching/need/?q=架空": (7, 7),
    "/admin/matching/needsupport/": (5, 5),
    "/admin/matching/needevent/": (4, 2),
    "/admin/matching/statementcase/": (4, 4),
    "/admin/matching/needcase/": (4, 4),
}


class QueryBudgetTest(CastTestCase):
    """One row of everything, then four, on the same pages."""

    maxDiff = None

    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        make_field()
        make_obstacle("O1")
        make_obstacle("O2", "人材")
        for number in (1, 2):
            Tool.objects.create(slug=f"tool-{number}", name=f"架空の道具{number}")
        SynonymGroup.objects.create(words="見守り\n見まもり")
        fill(1)
        cls.names = {
            "case": CaseStudy.objects.get(status=CaseStatus.PUBLISHED).code,
            "draft_case": CaseStudy.objects.get(status=CaseStatus.IN_REVIEW).code,
            "meeting": Meeting.objects.get(status=MeetingStatus.PUBLISHED).code,
            "draft": Meeting.objects.get(status=MeetingStatus.DRAFT).code,
            "council": Meeting.objects.first().council.slug,
            "need": Need.objects.get(posted_at__isnull=False).code,
            "promise": Commitment.objects.order_by("pk").first().code,
            "rollout": Rollout.objects.filter(stage=RolloutStage.LIVE).order_by("pk").first().pk,
            "town": Rollout.objects.filter(stage=RolloutStage.LIVE).order_by("pk").first().municipality.code5,
        }

    def spent(self, addresses, viewers) -> dict[str, tuple[int | None, ...]]:
        """address -> queries of each viewer; HIDDEN where the address is not for him."""
        found: dict[str, list[int | None]] = {address: [] for address in addresses}
        for viewer in viewers:
            client = self.as_user(viewer)
            for address in addresses:
                with CaptureQueriesContext(connection) as queries:
                    answer = client.get(address.format(**self.names))
                self.assertIn(answer.status_code, (200, 302, 403, 404), address)
                found[address].append(len(queries) if answer.status_code == 200 else HIDDEN)
        return {address: tuple(counts) for address, counts in found.items()}

    def assert_budget(self, budget, viewers):
        for rows in ("one row", "four rows"):
            spent = self.spent(budget, viewers)
            other = {address: spent[address] for address in budget if spent[address] != budget[address]}
            self.assertEqual(other, {}, f"other counts than in the table, with {rows}")
            fill(3)

    def test_a_page_costs_the_same_for_one_row_and_for_four(self):
        self.assert_budget(PAGES, (None, self.ken, self.sato))

    def test_a_desk_costs_the_same_for_one_row_and_for_four(self):
        self.assert_budget(DESKS, (self.sato, self.aki))

    def test_every_desk_has_a_budget(self):
        meta = [model._meta for model in admin.site._registry]
        desks = {reverse(f"admin:{one.app_label}_{one.model_name}_changelist") for one in meta}
        ours = {desk for desk in desks if not desk.startswith(("/admin/auth/", "/admin/account/"))}
        self.assertEqual(ours, {address for address in DESKS if "?" not in address})

    @override_settings(DEMO=False)
    def test_production_takes_no_made_up_rows(self):
        with self.assertRaisesMessage(CommandError, "本番"):
            fill(1)


def fill(rows):
    """So many made-up rows more of everything, two children each."""
    call_command(
        "fill_many", cases=rows, meetings=rows, needs=rows, drafts=rows, people=rows, **CHILDREN, stdout=StringIO()
    )
