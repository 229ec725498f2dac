"""Search: the whole index from the rows of the rooms. A tool of the vocabulary stands in for a room's row."""

from io import StringIO
from unittest import mock

from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import Q
from django.test import TestCase, override_settings
from django.test.utils import CaptureQueriesContext

from search.find import find
from search.index import put
from search.management.commands import rebuild_search
from search.models import SearchEntry
from search.tests.corpus import entry
from vocabulary.models import Tool


def entries_of(tool: Tool) -> list:
    """A tool is a case, and also a need if it stands late; one in draft is not searched at all."""
    both = [entry(tool.pk, tool.name, kind="case"), entry(tool.pk, tool.name, kind="need")]
    return both if tool.order else both[:1]


@override_settings(SEARCHABLE=["vocabulary.models.Tool"])
class RebuildTest(TestCase):
    def setUp(self):
        rows = classmethod(lambda cls: cls.objects.exclude(slug__startswith="draft"))
        for name, value in (("for_search", rows), ("search_entries", entries_of)):
            patch = mock.patch.object(Tool, name, value, create=True)
            patch.start()
            self.addCleanup(patch.stop)
        self.tools = [Tool.objects.create(slug=f"t{n}", name=f"見守り{n}号", order=n % 2) for n in range(7)]
        Tool.objects.create(slug="draft", name="下書きの見守り")

    def rebuild(self, *arguments: str) -> str:
        out = StringIO()
        call_command("rebuild_search", *arguments, stdout=out)
        return out.getvalue()

    def keys(self) -> set[tuple[str, int]]:
        return set(SearchEntry.objects.values_list("kind", "object_id"))

    def expected(self) -> set[tuple[str, int]]:
        return {(one.kind, one.object_id) for tool in self.tools for one in entries_of(tool)}

    def test_rows_of_the_rooms_become_the_index(self):
        for size in (1, 3, 500):
            with self.subTest(batch=size), mock.patch.object(rebuild_search, "BATCH", size):
                SearchEntry.objects.all().delete()
                self.assertIn("事例：7件（消したもの 0件）", self.rebuild())
                self.assertEqual(self.keys(), self.expected())
        self.assertEqual(find("見守り", allowed=Q(), kinds=["need"]).total, 3)

    def test_rows_whose_source_is_gone_are_dropped(self):
        put([entry(9999, "見守りの亡霊", kind="case"), entry(9999, "見守りの亡霊", kind="meeting")])
        self.rebuild()
        self.assertEqual(self.keys(), self.expected())
        self.assertEqual(find("亡霊", allowed=Q()).total, 0)

    def test_twice_is_once(self):
        self.rebuild()
        ids = list(SearchEntry.objects.order_by("id").values_list("id", flat=True))
        with CaptureQueriesContext(connection) as queries:
            self.rebuild()
        self.assertEqual(list(SearchEntry.objects.order_by("id").values_list("id", flat=True)), ids)
        self.assertEqual([q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))], [])

    def test_one_kind_leaves_the_others_alone(self):
        put([entry(9999, "見守りの亡霊", kind="case"), entry(9999, "見守りの亡霊", kind="need")])
        self.rebuild("--kind", "need")
        self.assertEqual({key for key in self.keys() if key[0] == "case"}, {("case", 9999)})
        self.assertEqual(
            {key for key in self.keys() if key[0] == "need"}, {k for k in self.expected() if k[0] == "need"}
        )

    def test_a_row_put_while_the_command_runs_is_not_taken_for_a_ghost(self):
        real = rebuild_search.index_all

        def meanwhile(model, seen):
            real(model, seen)
            put([entry(5555, "いま公開した見守り", kind="case")])

        with mock.patch.object(rebuild_search, "index_all", meanwhile):
            self.rebuild()
        self.assertIn(("case", 5555), self.keys())

    def test_fresh_mends_an_index_that_lost_its_tokens(self):
        self.rebuild()
        rebuild_search.engine().empty()
        self.assertEqual(find("見守り", allowed=Q()).total, 0)
        self.rebuild("--fresh")
        self.assertEqual(find("見守り", allowed=Q()).total, 10)

    def test_fresh_and_one_kind_together_are_refused(self):
        with self.assertRaises(CommandError):
            self.rebuild("--fresh", "--kind", "need")
