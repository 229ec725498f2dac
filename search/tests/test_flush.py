"""Search: a flushed database finds nothing of what it held before."""

from django.core.management import call_command
from django.db.models import Q
from django.test import TransactionTestCase

from search.find import find
from search.index import put
from search.models import SearchEntry
from search.tests.corpus import entry


class FlushTest(TransactionTestCase):
    def test_old_words_do_not_answer_for_new_rows(self):
        put([entry(1, "見守り"), entry(2, "交付金")])
        call_command("flush", interactive=False, verbosity=0)
        put([entry(1, "橋"), entry(2, "道")])
        self.assertEqual(set(SearchEntry.objects.values_list("id", flat=True)), {1, 2})
        self.assertEqual([find(text, allowed=Q()).total for text in ("見守り", "交付金", "橋")], [0, 0, 1])
