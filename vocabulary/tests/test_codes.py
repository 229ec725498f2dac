"""Public codes in any width, case and dash."""

from django.test import SimpleTestCase

from matching.models import Need
from vocabulary.codes import Code, format_code, parse_code


class CodeTests(SimpleTestCase):
    def test_codes_are_read_as_people_type_them(self):
        for typed, code in {
            "C-012": Code("C", 12),
            "ｃ－１２": Code("C", 12),
            " n-34 ": Code("N", 34),
            "M-005-35": Code("M", 5, 35),
            "m5-35": Code("M", 5, 35),
            "H−003": Code("H", 3),
        }.items():
            with self.subTest(typed=typed):
                self.assertEqual(parse_code(typed), code)

    def test_other_words_are_no_codes(self):
        for typed in ("", "C", "C-", "DX-12", "C-012-3", "12", "見守り", "C-012 見守り", "C-" + "9" * 10):
            with self.subTest(typed=typed):
                self.assertIsNone(parse_code(typed))

    def test_a_code_is_written_with_three_digits_at_least(self):
        self.assertEqual([format_code("C", n) for n in (7, 12, 1234)], ["C-007", "C-012", "C-1234"])

    def test_a_row_that_is_not_saved_yet_has_no_code(self):
        self.assertEqual((Need().code, Need(pk=7).code), ("", "N-007"))
