"""Dates, clock times and numbers are read in every way minutes write them."""

from datetime import date, time

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.importing.clocks import find_span, minutes_in, opening_or_closing
from meetings.importing.dates import find_dates, find_fiscal_year, fiscal_year_of
from meetings.importing.numerals import to_int
from meetings.importing.widths import fold


class NumeralTest(SimpleTestCase):
    def test_numerals_of_every_kind(self) -> None:
        cases = {
            "12": 12,
            "１２": 12,
            "十二": 12,
            "二十一": 21,
            "百五": 105,
            "二〇二四": 2024,
            "元": 1,
            "千二百三十": 1230,
        }
        for text, number in cases.items():
            self.assertEqual(to_int(text), number, text)

    def test_what_is_no_numeral_is_none(self) -> None:
        for text in ("", "回", "1a", "十回", "-1", "1.5"):
            self.assertIsNone(to_int(text), text)


class DateTest(SimpleTestCase):
    def test_every_form_of_a_date(self) -> None:
        cases = {
            "令和6年11月8日（金）": date(2024, 11, 8),
            "令和６年９月１２日": date(2024, 9, 12),
            "令和六年十一月二十一日（木曜日）": date(2024, 11, 21),
            "令和元年十二月二日": date(2019, 12, 2),
            "平成 26 年 10 月 31 日（金）": date(2014, 10, 31),
            "令和6年8月23 日": date(2024, 8, 23),
            "R6.3.5": date(2024, 3, 5),
            "令和5年（2023年）4月1日": date(2023, 4, 1),
            "2024年（令和6年）3月5日": date(2024, 3, 5),
            "2025/3/25(火)": date(2025, 3, 25),
            "2025-03-12": date(2025, 3, 12),
            "二〇二四年三月五日": date(2024, 3, 5),
            "Tuesday, April 14, 2026": date(2026, 4, 14),
            "14 April 2026": date(2026, 4, 14),
        }
        for text, wanted in cases.items():
            self.assertEqual([hit.date for hit in find_dates(text)], [wanted], text)

    def test_a_day_without_a_year_takes_the_year_before_it(self) -> None:
        found = find_dates("令和3年2月1日（月）から2月15日（月）まで")
        self.assertEqual([hit.date for hit in found], [date(2021, 2, 1), date(2021, 2, 15)])
        self.assertEqual([hit.weekday for hit in found], [0, 0])

    def test_a_day_without_a_year_lies_in_the_fiscal_year(self) -> None:
        cases = {"11月8日": date(2023, 11, 8), "2月29日": date(2024, 2, 29), "3月31日": date(2024, 3, 31)}
        for text, wanted in cases.items():
            self.assertEqual([hit.date for hit in find_dates(text, fiscal_year=2023)], [wanted], text)
        self.assertEqual(find_dates("2月29日", fiscal_year=2024), [])
        over_new_year = find_dates("令和5年12月20日から1月10日まで")
        self.assertEqual(over_new_year[-1].date, date(2024, 1, 10))

    def test_impossible_days_and_mere_numbers_are_no_dates(self) -> None:
        for text in ("令和6年13月1日", "2024年2月30日", "R4年7月時点", "36市町", "3.5倍", "11月8日"):
            self.assertEqual(find_dates(text), [], text)

    def test_the_fiscal_year_turns_in_april(self) -> None:
        self.assertEqual((fiscal_year_of(date(2024, 3, 31)), fiscal_year_of(date(2024, 4, 1))), (2023, 2024))
        self.assertEqual(
            [find_fiscal_year(one) for one in ("令和元年度", "平成３０年度", "2025年度", "令和6年")],
            [2019, 2018, 2025, None],
        )

    @settings(deadline=None)
    @given(st.dates(date(2019, 5, 1), date(2099, 12, 31)))
    def test_any_day_of_the_era_comes_back(self, day: date) -> None:
        text = f"令和{day.year - 2018}年{day.month}月{day.day}日"
        self.assertEqual(find_dates(text)[0].date, day)


class ClockTest(SimpleTestCase):
    def test_every_form_of_a_span(self) -> None:
        cases = {
            "10:00~11:00": (time(10), time(11)),
            "１４：００～１５：２０": (time(14), time(15, 20)),
            "10:00-11:30": (time(10), time(11, 30)),
            "13時15分から14時45分まで": (time(13, 15), time(14, 45)),
            "午後7時～8時50分": (time(19), time(20, 50)),
            "午後1時15分から3時": (time(13, 15), time(15)),
            "午後2時半から4時": (time(14, 30), time(16)),
            "午前10時～正午": (time(10), time(12)),
            "午前10時から午後1時": (time(10), time(13)),
            "10時～（2時間程度）": (time(10), time(12)),
            "14:00（90分）": (time(14), time(15, 30)),
            "午後7時～": (time(19), None),
            "開会：13時40分 閉会：15時05分": (time(13, 40), time(15, 5)),
            "from 10:00 a.m. to 1:30 p.m.": (time(10), time(13, 30)),
        }
        for text, wanted in cases.items():
            span = find_span(text)
            assert span is not None, text
            self.assertEqual((span.start, span.end), wanted, text)

    def test_lengths_and_counts_are_no_times(self) -> None:
        for text in ("2時間程度", "3対1", "第10回", "資料1"):
            self.assertIsNone(find_span(text), text)

    def test_lines_that_open_and_close(self) -> None:
        self.assertEqual(opening_or_closing("午前１０時００分　開議"), (time(10), None))
        self.assertEqual(opening_or_closing("午後二時十二分散会"), (None, time(14, 12)))
        self.assertEqual(opening_or_closing("閉会（20時05分閉会）"), (None, time(20, 5)))

    def test_planned_minutes(self) -> None:
        cases = {
            "（　5分）": 5,
            "20分": 20,
            "1時間30分": 90,
            "2時間程度": 120,
            "約1時間半": 90,
            "五分": 5,
            "5分前": None,
        }
        for text, wanted in cases.items():
            self.assertEqual(minutes_in(text), wanted, text)


class FoldTest(SimpleTestCase):
    @given(st.text())
    def test_folding_keeps_the_length(self, text: str) -> None:
        self.assertEqual(len(fold(text)), len(text))
