"""Dates as people type and read them."""

import datetime

from django.test import SimpleTestCase

from vocabulary.dates import clock, fiscal_year, fiscal_year_label, parse_date, wareki, wareki_short

DAY = datetime.date(2024, 3, 22)


class DateTests(SimpleTestCase):
    def test_text_and_table_forms(self):
        self.assertEqual(wareki(DAY), "令和6年3月22日（金）")
        self.assertEqual(wareki_short(DAY), "令和6.3.22")

    def test_the_boundary_of_an_era(self):
        self.assertEqual(wareki(datetime.date(2019, 4, 30)), "平成31年4月30日（火）")
        self.assertEqual(wareki(datetime.date(2019, 5, 1)), "令和元年5月1日（水）")
        self.assertEqual(wareki_short(datetime.date(1989, 1, 7)), "昭和64.1.7")

    def test_march_belongs_to_the_fiscal_year_before(self):
        self.assertEqual(fiscal_year(DAY), 2023)
        self.assertEqual(fiscal_year_label(2023), "令和5年度")
        self.assertEqual(fiscal_year(datetime.date(2024, 4, 1)), 2024)
        self.assertEqual(
            [fiscal_year_label(year) for year in (2018, 2019, 2020)], ["平成30年度", "令和元年度", "令和2年度"]
        )

    def test_every_usual_form_is_understood(self):
        for typed in (
            "R6.3.22",
            "r6/3/22",
            "令和６年３月２２日",
            "令和6年3月22日（金）",
            "令和 6 年 3 月 22 日",
            "2024/3/22",
            "2024-03-22",
            "20240322",
            "２０２４年３月２２日",
            "2024.3.22",
        ):
            with self.subTest(typed=typed):
                self.assertEqual(parse_date(typed), DAY)
        self.assertEqual(parse_date("令和元年5月1日"), datetime.date(2019, 5, 1))

    def test_what_is_no_day_is_told_with_a_sentence(self):
        for typed, part in {
            "平成36年3月22日": "令和6年3月22日",
            "令和5年2月30日": "ありません",
            "来週": "のように入力",
            "2024/13/1": "ありません",
            "": "のように入力",
            "平成31年5月1日": "令和元年5月1日",
            "0000/1/1": "ありません",
        }.items():
            with self.subTest(typed=typed), self.assertRaisesRegex(ValueError, part):
                parse_date(typed)

    def test_times_are_said_in_halves_of_the_day(self):
        times = {
            (10, 0): "午前10時",
            (13, 30): "午後1時30分",
            (12, 0): "正午",
            (0, 5): "午前0時5分",
            (12, 1): "午後0時1分",
        }
        for parts, said in times.items():
            self.assertEqual(clock(datetime.time(*parts)), said)
