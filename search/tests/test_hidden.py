"""Search: a row that the reader may not see leaves no trace in any answer."""

from dataclasses import asdict
from unittest import mock

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.test import TestCase

from accounts.visibility import searchable_q
from search import find as box
from search.choices import Reach
from search.find import find
from search.index import forget, put
from search.tests.corpus import entry
from vocabulary.models import SynonymGroup

PUBLIC = Q(reach="public")
ASKED = ("見守り", "見守り カメラ", "極秘", "みまもり", "極秘資料", "2023年", "秘")


class HiddenTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        SynonymGroup.objects.create(words="見守り\nみまもり\n極秘資料")
        put([entry(number, f"見守りカメラ {number}台目 R5") for number in range(1, 26)])

    def answers(self, allowed: Q) -> list[dict]:
        return [asdict(find(text, allowed=allowed, page=page)) for text in ASKED for page in (1, 2)]

    def test_hidden_rows_change_neither_hits_nor_counts_nor_suggestions(self):
        before = self.answers(PUBLIC)
        hidden = [("case", "private"), ("statement", "secretariat"), ("need", "prefecture"), ("meeting", "members")]
        put(
            entry(90 + number, "極秘の見守り 令和5年", kind=kind, title="極秘資料", reach=reach, owner="282103")
            for number, (kind, reach) in enumerate(hidden)
        )
        self.assertEqual(self.answers(PUBLIC), before)
        self.assertEqual(find("極秘", allowed=Q()).total, 4)

    def test_many_hidden_rows_do_not_make_a_count_inexact(self):
        before = self.answers(PUBLIC)
        put(entry(1000 + number, "見守りカメラ R5", reach="private", owner="282014") for number in range(1100))
        self.assertEqual(self.answers(PUBLIC), before)
        self.assertFalse(find("見守り", allowed=Q()).total_is_exact)

    def test_a_row_that_is_closed_again_is_gone(self):
        put([entry(1, "見守りカメラ 1台目 R5", reach="private")])
        self.assertEqual(find("見守り", allowed=PUBLIC).total, 24)
        forget("statement", [2, 3])
        self.assertEqual(find("見守り", allowed=PUBLIC).total, 22)

    def test_a_row_that_closes_while_the_page_is_made_is_not_shown(self):
        """Whatever ids the counting found, texts are read by the rule again."""
        real = box.counts

        def closing(visible, query):
            answer = real(visible, query)
            put([entry(1, "極秘の見守り", reach="private")])
            return answer

        with mock.patch.object(box, "counts", closing):
            shown = find("見守り", allowed=PUBLIC, page_size=100).hits
        self.assertEqual({hit.object_id for hit in shown}, set(range(2, 26)))

    def test_owner_and_release_open_a_row_to_whom_they_name(self):
        put([entry(50, "極秘", kind="need", reach="private", owner="282103", released=True)])
        own = Q(reach="public") | Q(reach="private", owner="282103")
        for allowed, total in [(own, 1), (PUBLIC | Q(released=True), 1), (PUBLIC, 0), (Q(owner="282014"), 0)]:
            with self.subTest(allowed=allowed):
                self.assertEqual(find("極秘", allowed=allowed).total, total)

    def test_the_rule_of_the_house_fits_the_columns(self):
        put(entry(60 + number, "極秘", reach=reach) for number, reach in enumerate(Reach.values))
        self.assertEqual(find("極秘", allowed=searchable_q(AnonymousUser())).total, 1)
