"""What of an address a list did not understand."""

import django_filters as filters
from django.http import QueryDict
from django.test import SimpleTestCase

from vocabulary.asked import unread_conditions
from vocabulary.models import Field


class FieldFilter(filters.FilterSet):
    year = filters.NumberFilter(label="年度")
    q = filters.CharFilter(label="ことば")

    class Meta:
        model = Field
        fields: list[str] = []


def unread(query):
    data = QueryDict(query)
    return unread_conditions(FieldFilter(data, Field.objects.none()), data)


class UnreadTests(SimpleTestCase):
    def test_what_is_understood_needs_no_word(self):
        for query in ("", "year=2023&q=窓口", "year=&page=2&page_size=50&ordering=x&view=table"):
            self.assertEqual(unread(query), [], query)

    def test_a_bad_value_is_told_by_its_label(self):
        expected = "「年度」の条件を読み取れませんでした。この条件を外して表示しています。"
        self.assertEqual(unread("year=いつか"), [expected])

    def test_an_unknown_name_is_told_and_cut(self):
        self.assertEqual(unread("color=red"), ["「color」という条件はありません。外して表示しています。"])
        self.assertLess(len(unread("x" * 500 + "=1")[0]), 80)
