"""Numbers and money as people type and read them."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from vocabulary.numbers import parse_number, yen


class NumberTests(SimpleTestCase):
    def test_every_usual_form_is_understood(self):
        for typed, number in {
            "４８０万円": 4_800_000,
            "480万": 4_800_000,
            "1,200": 1200,
            "１，２００": 1200,
            "1億2,345万円": 123_450_000,
            "1億2,345万6,789円": 123_456_789,
            "250千円": 250_000,
            "1.5万円": 15_000,
            "約 30 万円": 300_000,
            "0円": 0,
            "100万円（税込）": None,
        }.items():
            with self.subTest(typed=typed):
                if number is None:
                    self.assertRaises(ValueError, parse_number, typed)
                else:
                    self.assertEqual(parse_number(typed), number)

    def test_what_is_no_number_is_told_with_an_example(self):
        for typed in ("たくさん", "", "12a", "1万2億", "-5", "0.5円", "万", "1..2", "9" * 14):
            with self.subTest(typed=typed), self.assertRaisesRegex(ValueError, "480万円"):
                parse_number(typed)

    def test_money_is_exact_and_readable(self):
        for amount, said in {
            0: "0円",
            9800: "9,800円",
            4_800_000: "480万円",
            123_456_789: "1億2,345万6,789円",
            100_000_000: "1億円",
            10_500: "1万500円",
            -5000: "−5,000円",
        }.items():
            self.assertEqual(yen(amount), said)

    @given(st.integers(min_value=0, max_value=10**12))
    def test_what_is_shown_can_be_typed_back(self, amount):
        self.assertEqual(parse_number(yen(amount)), amount)
