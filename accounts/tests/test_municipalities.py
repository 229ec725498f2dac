"""Loading the municipalities, and asking for them by either form of their code."""

from io import StringIO
from unittest import mock

from django.core.management import CommandError, call_command
from django.test import TestCase

from accounts.management.commands import load_municipalities as loader
from accounts.models import Municipality


def load() -> str:
    out = StringIO()
    call_command("load_municipalities", stdout=out)
    return out.getvalue()


class LoadTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.said = load()

    def test_all_municipalities_are_there_and_hyogo_has_its_details(self):
        self.assertEqual(Municipality.objects.count(), 1741)
        self.assertIn("1,741", self.said)
        home = Municipality.objects.at_home()
        self.assertEqual(home.count(), 41)
        self.assertEqual(home.filter(region="").count(), 0)
        self.assertEqual(sum(home.values_list("population_2020", flat=True)), 5_465_002)
        self.assertEqual(Municipality.objects.exclude(prefecture_code="28").exclude(region="").count(), 0)

    def test_neighbours_are_symmetrical_and_complete(self):
        through = Municipality.neighbours.through
        pairs = set(through.objects.values_list("from_municipality_id", "to_municipality_id"))
        self.assertEqual(len(pairs), 2 * 86)
        self.assertEqual(pairs, {(b, a) for a, b in pairs})

    def test_twice_changes_nothing(self):
        before = list(Municipality.objects.values())
        self.assertIn("変わりはありません", load())
        self.assertEqual(list(Municipality.objects.values()), before)

    def test_both_forms_of_the_code_find_the_same_town(self):
        kakogawa = Municipality.objects.get(name="加古川市")
        for code in ("28210", "282103"):
            self.assertEqual(list(Municipality.objects.by_code(code)), [kakogawa])
        for code in ("2821", "999999", "28", ""):
            self.assertEqual(list(Municipality.objects.by_code(code)), [])
        self.assertEqual(kakogawa.code5, "28210")
        self.assertTrue(kakogawa.is_member)


class CheckDigitTests(TestCase):
    def test_every_code_has_its_check_digit(self):
        wrong = [
            row["code6"]
            for row in loader.rows("municipalities_japan.csv")
            if loader.check_digit(row["code6"][:5]) != row["code6"][5]
        ]
        self.assertEqual(wrong, [])

    def test_a_wrong_check_digit_stops_the_load(self):
        table = loader.rows("municipalities_japan.csv")[:3]
        table[1] = {**table[1], "code6": "012029"}
        read = {"municipalities_japan.csv": table, "municipalities_hyogo.csv": []}
        with (
            mock.patch.object(loader, "rows", side_effect=read.__getitem__),
            self.assertRaisesMessage(CommandError, "012029"),
        ):
            call_command("load_municipalities", stdout=StringIO())
        self.assertEqual(Municipality.objects.count(), 0)
