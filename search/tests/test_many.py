"""Search: more than 1,000 hits; the page is bounded, the counts end, nothing is shown twice."""

import datetime
from unittest import mock

import pytest
from django.db import connection
from django.db.models import Q
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from search import find as box
from search import postgres
from search.engines import engine
from search.find import find
from search.index import put
from search.models import SearchEntry
from search.parse import parse
from search.tests.corpus import DAY, entry

HITS = 1130


class ManyTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        put(
            entry(number, f"広報の記録 {number}", date=DAY - datetime.timedelta(days=number % 700))
            for number in range(1, HITS + 1)
        )
        put([
            entry(1, "表題", kind="case", title="広報", date=DAY - datetime.timedelta(days=9000)),
            entry(2, "広報", kind="need", reach="private"),
        ])  # fmt: skip

    def test_counts_end_at_a_thousand(self):
        answer = find("広報", allowed=Q(reach="public"))
        self.assertEqual((answer.total, answer.total_is_exact, answer.total_text), (1000, False, "1,000件以上"))
        self.assertEqual(answer.per_kind, {"case": 1, "statement": 1000, "meeting": 0, "need": 0})

    def test_a_kind_with_few_hits_stays_exact(self):
        answer = find("広報", allowed=Q(), kinds=["case", "need"])
        self.assertEqual((answer.total, answer.total_is_exact, answer.total_text), (2, True, "2件"))

    def test_an_old_row_with_the_word_in_its_title_still_comes_first(self):
        self.assertEqual([hit.kind for hit in find("広報", allowed=Q()).hits[:1]], ["case"])

    def test_the_newest_come_next(self):
        dates = [hit.date for hit in find("広報", allowed=Q(reach="public")).hits[1:]]
        self.assertEqual(dates, sorted(dates, reverse=True))
        self.assertGreaterEqual(min(dates), DAY - datetime.timedelta(days=10))

    def test_no_page_repeats_a_row_and_the_last_one_is_there(self):
        seen = [
            (hit.kind, hit.object_id)
            for page in range(1, 11)
            for hit in find("広報", allowed=Q(reach="public"), page_size=100, page=page).hits
        ]
        self.assertEqual(len(seen), 1000)
        self.assertEqual(len(set(seen)), 1000)

    def test_the_last_page_is_there_when_the_newest_rows_hold_only_a_part(self):
        with mock.patch.object(postgres, "WINDOW", 300):
            self.assertEqual(len(find("広報", allowed=Q(reach="public"), page_size=100, page=10).hits), 100)
            self.assertEqual(len(find("広報", allowed=Q(reach="public"), page_size=100, page=1).hits), 100)

    def test_the_first_page_reads_a_bounded_number_of_rows(self):
        with CaptureQueriesContext(connection) as queries:
            find("広報", allowed=Q())
        self.assertLessEqual(len(queries), 10)  # spellings, counts (1 + 4 kinds), newest, titled, texts to rank, page
        limits = [query["sql"].rsplit("LIMIT ", 1)[1] for query in queries if "LIMIT " in query["sql"]]
        self.assertEqual(len(limits), 7)
        self.assertLessEqual(max(int(limit.split()[0].strip(")")) for limit in limits), box.MANY + 1)

    @pytest.mark.sqlite
    def test_sqlite_goes_from_the_matches_to_their_rows(self):
        """Django writes most conditions as `… = 1` there, which would read every row."""
        for kinds in ([], ["case"]):
            plan = SearchEntry.objects.filter(engine().match(parse("広報", {}), kinds=kinds), reach="public").explain()
            self.assertIn("SEARCH search_searchentry USING INTEGER PRIMARY KEY", plan)
            self.assertIn("SCAN search_fts VIRTUAL TABLE", plan)

    @pytest.mark.postgres
    def test_postgresql_asks_its_index(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")  # a table this small is read whole otherwise
        plan = SearchEntry.objects.filter(engine().match(parse("広報", {})), reach="public").explain()
        self.assertIn("search_entry_tsv", plan)

    def test_the_walk_agrees_with_the_whole_order(self):
        """Common words are met in the newest rows, rare ones are asked of the index: the same rows either way."""
        for text in ("広報", "表題", "記録 7"):
            with self.subTest(text=text):
                query = parse(text, {})
                entries = SearchEntry.objects.filter(reach="public")
                every = entries.filter(engine().match(query)).order_by("-date", "-id").values_list("id", flat=True)
                for kinds in ([], ["statement"], ["case", "meeting"]):
                    expected = list(every.filter(kind__in=kinds) if kinds else every)[:100]
                    self.assertEqual(engine().newest(entries, query, kinds=kinds, limit=100, enough=100), expected)
