"""The house tests itself: floors, ceilings, names, tables of moves, and that no page is open by accident."""

import ast

from django.test import SimpleTestCase

from cases.choices import MOVES as CASE_MOVES
from cases.choices import ROLLOUT_MOVES, STAGE_LETTERS, CaseStatus, RolloutStage
from matching.choices import NEED_MOVES, NeedStatus
from meetings.choices import MOVES as MEETING_MOVES
from meetings.choices import MeetingStatus
from portal.states import document
from portal.tests.house import (
    APPS,
    ROOT,
    addresses,
    apps_imported,
    functions,
    is_test,
    lines_of,
    modules,
    name_of,
    tree_of,
)

GROUND = {"accounts", "vocabulary", "documents"}
MAY_IMPORT = {
    "accounts": set(),
    "vocabulary": set(),
    "documents": set(),
    "search": {"vocabulary"},
    "cases": GROUND | {"search"},
    "meetings": GROUND | {"search"},
    "matching": GROUND | {"search", "cases", "meetings"},
    "portal": set(APPS),
}
FORBIDDEN = {"utils", "helpers", "common", "core", "selectors", "services"}
# What a stranger may open. Rows are narrowed further by `visible_to`; everything else asks for a sign-in.
OPEN_ROOTS = ("healthz", "help/", "accessibility/", "search/", "towns/", "invitation/", "api/v1/", "accounts/")
OPEN_PAGES = {
    "home",
    "cases:list",
    "cases:detail",
    "cases:spread",
    "cases:case-spread",
    "cases:rollout",
    "meetings:list",
    "meetings:detail",
    "meetings:statement",
    "meetings:council",
    "meetings:ledger",
    "meetings:voices",
    "meetings:commitment",
    "matching:needs",
    "matching:need",
}


class FloorTests(SimpleTestCase):
    def test_imports_only_go_down(self):
        wrong = [
            f"{name_of(path)} imports {other}"
            for path in modules()
            if not is_test(path)
            for app in [path.relative_to(ROOT).parts[0]]
            for other in apps_imported(path)
            if other != app and other not in MAY_IMPORT[app]
        ]
        self.assertEqual(wrong, [])

    def test_no_import_hides_in_a_function(self):
        hidden = [
            f"{name_of(path)}:{node.lineno}"
            for path in modules()
            for function in functions(path)
            for node in ast.walk(function)
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        self.assertEqual(hidden, [])

    def test_no_star_import_and_no_drawer_for_everything(self):
        stars = [
            name_of(path)
            for path in modules()
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
        ]
        drawers = [name_of(path) for path in modules() if {*path.relative_to(ROOT).parts, path.stem} & FORBIDDEN]
        self.assertEqual(stars + drawers, [])


class CeilingTests(SimpleTestCase):
    def test_files_stay_small(self):
        self.assertEqual([name_of(path) for path in modules() if lines_of(path) > 300], [])

    def test_functions_stay_short(self):
        long = [
            f"{name_of(path)}:{function.name}"
            for path in modules()
            for function in functions(path)
            if (function.end_lineno or 0) - function.lineno + 1 > 40
        ]
        self.assertEqual(long, [])

    def test_page_views_stay_shorter(self):
        long = [
            f"{name_of(path)}:{function.name}"
            for path in modules()
            if not is_test(path) and (path.stem == "views" or path.parent.name == "views")
            for function in functions(path)
            if (function.end_lineno or 0) - function.lineno + 1 > 25
        ]
        self.assertEqual(long, [])

    def test_templates_stay_small(self):
        templates = [path for app in APPS for path in (ROOT / app).rglob("*.html")]
        self.assertEqual([name_of(path) for path in templates if lines_of(path) > 120], [])

    def test_a_module_says_whose_room_it_is(self):
        silent = [name_of(path) for path in modules() if lines_of(path) and not ast.get_docstring(tree_of(path))]
        self.assertEqual(silent, [])


class MoveTests(SimpleTestCase):
    def test_every_state_has_a_row_of_moves(self):
        for states, moves in [
            (MeetingStatus, MEETING_MOVES),
            (CaseStatus, CASE_MOVES),
            (RolloutStage, ROLLOUT_MOVES),
            (NeedStatus, NEED_MOVES),
        ]:
            with self.subTest(states=states.__name__):
                self.assertEqual(set(moves), set(states))
                self.assertLessEqual(set().union(*moves.values()), set(states))

    def test_the_drawn_states_are_those_of_the_tables(self):
        self.assertEqual((ROOT / "docs" / "states.md").read_text(encoding="utf-8"), document())

    def test_every_stage_has_its_own_letter(self):
        self.assertEqual(set(STAGE_LETTERS), set(RolloutStage))
        self.assertEqual(len(set(STAGE_LETTERS.values())), len(RolloutStage))


class OpenPageTests(SimpleTestCase):
    def test_no_page_is_open_by_accident(self):
        """A page that needs no sign-in stands in one of the two lists above."""
        surprising = []
        for route, pattern in addresses():
            closed = getattr(pattern.callback, "login_required", True)
            namespaced = f"{route.split('/')[0]}"
            named = pattern.name or ""
            known = any(name.split(":")[-1] == named for name in OPEN_PAGES) or route.startswith(OPEN_ROOTS)
            if not closed and not known and not (namespaced == "admin" and named in ("login", "jsi18n")):
                surprising.append(f"{route} ({named})")
        self.assertEqual(surprising, [])
