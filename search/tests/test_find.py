"""Search: what the one box answers."""

import datetime

from django.db.models import Q
from django.test import TestCase

from search.find import find, matching_ids
from search.index import put
from search.tests.corpus import DAY, entry
from vocabulary.models import SynonymGroup, Tool

EVERYTHING = Q()


def found(text: str, **asked) -> list[int]:
    return [hit.object_id for hit in find(text, allowed=EVERYTHING, **asked).hits]


class FindTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        SynonymGroup.objects.create(words="見守り\r\nみまもり")
        put([
            entry(1, "高齢者の見守りを始めた。<b>16時間</b>かかった。", kind="case", title="センサの事例", code="C-1"),
            entry(2, "みまもり隊", kind="need", date=None, parent="M-001"),
            entry(3, "令和五年に見守りカメラを置いた", date=DAY - datetime.timedelta(days=1)),
            entry(4, "何もない", title="見守り"),
        ])  # fmt: skip

    def test_every_word_must_be_met_in_one_row(self):
        self.assertEqual(found("見守り カメラ"), [3])
        self.assertEqual(found("見守り 隊"), [2])
        self.assertEqual(found("カメラ 隊"), [])

    def test_a_title_stands_above_a_body_and_the_typed_spelling_above_another(self):
        self.assertEqual(found("見守り"), [4, 1, 3, 2])
        self.assertEqual(found("みまもり"), [4, 2, 1, 3])

    def test_other_spellings_are_told(self):
        self.assertEqual(find("見守り", allowed=EVERYTHING).used[0], "みまもり")

    def test_a_year_is_found_in_any_writing(self):
        self.assertEqual(found("R5"), [3])
        self.assertEqual(found("2023年度 見守り"), [3])

    def test_a_number_is_a_whole_number(self):
        self.assertEqual(found("16時間"), [1])
        self.assertEqual(found("6時間"), [])
        self.assertEqual(found("1"), [])

    def test_a_hit_carries_what_the_page_shows(self):
        (hit,) = find("16時間", allowed=EVERYTHING).hits
        self.assertEqual((hit.kind, hit.code, hit.title, hit.date), ("case", "C-1", "センサの事例", DAY))
        self.assertIn("&lt;b&gt;<mark>16時間</mark>&lt;/b&gt;", hit.snippet)
        (undated,) = find("隊", allowed=EVERYTHING).hits
        self.assertIsNone(undated.date)
        self.assertEqual(undated.parent, "M-001")

    def test_kinds_narrow_the_hits_and_not_the_tabs(self):
        answer = find("見守り", allowed=EVERYTHING, kinds=["case", "need"])
        self.assertEqual([hit.object_id for hit in answer.hits], [1, 2])
        self.assertEqual(answer.total, 2)
        self.assertEqual(answer.per_kind, {"case": 1, "statement": 2, "meeting": 0, "need": 1})
        self.assertEqual(find("見守り", allowed=EVERYTHING, kinds=['" OR "']).hits, [])

    def test_pages_cut_the_same_order(self):
        pages = [found("見守り", page_size=3, page=page) for page in (1, 2)]
        self.assertEqual(pages[0] + pages[1], found("見守り"))
        self.assertEqual(found("見守り", page_size=3, page=99), pages[1])
        self.assertEqual(find("見守り", allowed=EVERYTHING, page_size=3).pages, 2)

    def test_nothing_found_offers_what_would_be(self):
        self.assertEqual(find("見守る隊カメラ", allowed=EVERYTHING).suggestion, "")
        self.assertEqual(find("カメラ 隊", allowed=EVERYTHING).suggestion, "カメラ")
        self.assertEqual(find("見守りセンサ", allowed=EVERYTHING).suggestion, "見守り センサ")
        self.assertEqual(find("見守リ", allowed=EVERYTHING).suggestion, "見守り")

    def test_an_empty_search_says_what_to_do(self):
        for text in ("", "　", "!!", "\x00\ud800"):
            with self.subTest(text=text):
                answer = find(text, allowed=EVERYTHING)
                self.assertEqual((answer.hits, answer.total), ([], 0))
                self.assertEqual(answer.notice, "探す言葉を入れてください。例：見守り")

    def test_any_signs_may_be_typed(self):
        for text in (
            "見守り\x00",
            "\udfff見守り",
            "'見守り\"",
            "見守り*",
            "(見守り",
            "見守り%",
            "見守り\\",
            "{title}:見守り",
        ):
            with self.subTest(text=text):
                self.assertIn(find(text, allowed=EVERYTHING).total, (0, 4))
        self.assertEqual(find("AND OR NOT NEAR", allowed=EVERYTHING).total, 0)

    def test_a_long_search_is_cut_with_a_notice(self):
        answer = find("見守り " * 60, allowed=EVERYTHING)
        self.assertEqual(answer.total, 4)
        self.assertIn("100文字まで", answer.notice)

    def test_three_hits_cost_the_same_queries_as_one(self):
        for text, hits in (("隊", 1), ("見守り", 4)):
            with self.subTest(hits=hits), self.assertNumQueries(4):  # spellings, hits, texts to rank, page
                self.assertEqual(len(found(text)), hits)


class MatchingIdsTest(TestCase):
    """A room's own list searched by `q`, here the tools."""

    @classmethod
    def setUpTestData(cls):
        cls.tools = [Tool.objects.create(slug=f"t{number}", name=name) for number, name in enumerate("甲乙丙")]
        bodies = ["庁内の日程調整", "日程表", "調整中"]
        put(entry(tool.pk, body, kind="case") for tool, body in zip(cls.tools, bodies, strict=True))
        put([entry(cls.tools[1].pk, "日程の調整", kind="need")])

    def names(self, text: str) -> str:
        with self.assertNumQueries(2):  # spellings, the list itself
            return "".join(Tool.objects.filter(pk__in=matching_ids(text, kind="case")).values_list("name", flat=True))

    def test_a_list_is_narrowed_inside_its_own_query(self):
        self.assertEqual(self.names("日程"), "甲乙")
        self.assertEqual(self.names("日程 調整"), "甲")
        self.assertEqual(self.names("橋"), "")

    def test_it_can_be_joined_with_other_conditions(self):
        rows = Tool.objects.exclude(name="甲").filter(Q(pk__in=matching_ids("調整", kind="case")) | Q(name="乙"))
        self.assertEqual(sorted(rows.values_list("name", flat=True)), sorted("乙丙"))

    def test_nothing_to_search_for_finds_nothing(self):
        self.assertFalse(Tool.objects.filter(pk__in=matching_ids("、。", kind="case")).exists())
        self.assertFalse(Tool.objects.filter(pk__in=matching_ids("日程", kind="tool")).exists())
