"""Search: rows go in, change and go out again, and the engine's index follows."""

import random
from dataclasses import replace

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.test import TestCase

from search.engines import engine
from search.find import find
from search.index import LONGEST_BODY, forget, put
from search.models import SearchEntry
from search.tests.corpus import DAY, entry
from search.text import TOK_VERSION

WORDS = "見守り,橋,交付金,DX,取り組み,受け付け,サーバー,令和5年,R6年度,16時間,空き家,ﾘｴｿﾞﾝ,生成AI,議　事　録".split(",")  # noqa: SIM905


def found(text: str) -> set[int]:
    return {hit.object_id for hit in find(text, allowed=Q(), page_size=100).hits}


class PutTest(TestCase):
    def test_a_changed_row_is_found_by_its_new_words_alone(self):
        put([entry(1, "見守り", title="R5年")])
        put([entry(1, "交付金", title="R6年")])
        self.assertEqual([found(text) for text in ("見守り", "R5年", "交付金", "R6年")], [set(), set(), {1}, {1}])
        self.assertEqual(SearchEntry.objects.count(), 1)

    def test_kind_and_id_together_name_a_row(self):
        put([entry(1, "橋", kind="case"), entry(1, "橋", kind="need")])
        forget("case", [1, 77])
        self.assertEqual([hit.kind for hit in find("橋", allowed=Q()).hits], ["need"])

    def test_the_last_of_equal_keys_wins(self):
        put([entry(1, "橋"), entry(1, "道")])
        self.assertEqual((found("橋"), found("道")), (set(), {1}))

    def test_an_unchanged_row_is_read_and_not_written(self):
        put([entry(1, "橋")])
        with self.assertNumQueries(3):  # savepoint, stored row, release
            put([entry(1, "橋")])

    def test_one_row_costs_as_many_statements_as_three(self):
        for count in (1, 3):
            entries = [entry(10 * count + number, "橋") for number in range(count)]
            with self.subTest(rows=count), self.assertNumQueries(5):  # savepoint, stored, save, index, release
                put(entries)

    def test_a_change_of_reach_alone_is_kept(self):
        put([entry(1, "橋")])
        put([entry(1, "橋", reach="private", owner="282103", released=True)])
        row = SearchEntry.objects.get()
        self.assertEqual((row.reach, row.owner, row.released), ("private", "282103", True))

    def test_an_unknown_kind_or_reach_is_refused(self):
        for given in ({"kind": "person"}, {"reach": "everybody"}, {"reach": ""}):
            with self.subTest(**given), self.assertRaises(ValueError):
                put([entry(1, "橋", **given)])

    def test_the_database_refuses_an_unknown_reach_too(self):
        put([entry(1, "橋")])
        with self.assertRaises(IntegrityError), transaction.atomic():
            SearchEntry.objects.update(reach="everybody")

    def test_what_a_database_cannot_store_is_left_out(self):
        put([entry(1, "橋\x00と\ud800道", title="\udfff題\x00\n名")])
        row = SearchEntry.objects.get()
        self.assertEqual((row.title, row.body, row.norm), ("題\n名", "橋と道", "題 名\n橋と道"))

    def test_a_very_long_text_is_indexed_up_to_its_limit(self):
        letters = [chr(code) for code in range(0x4E00, 0x9FA0)]
        body = "".join(random.Random(5).choices(letters, k=LONGEST_BODY + 50)) + "終"
        put([entry(1, body), entry(2, "x" * 9000)])
        self.assertEqual(found(body[700:705]), {1})
        self.assertEqual(found(body[-5:]), set())
        self.assertEqual(found("x"), set())

    def test_a_title_of_two_lines_does_not_reach_into_the_body(self):
        put([entry(1, "道", title="橋\n駅")])
        self.assertEqual((found("駅"), SearchEntry.objects.get().norm), ({1}, "橋 駅\n道"))


class FollowTest(TestCase):
    """The index that followed every edit answers like one built from nothing."""

    def answers(self) -> dict[str, set[int]]:
        return {word: found(word) for word in [*WORDS, "取組", "受付", "2023年", "サーバ", "時", "り", "議事録"]}

    def rebuilt(self) -> dict[str, set[int]]:
        rows = SearchEntry.objects.order_by("id")
        again = [entry(row.object_id, row.body, title=row.title, kind=row.kind) for row in rows]
        with transaction.atomic():
            engine().empty()
            SearchEntry.objects.all().delete()
            put(again)
            answers = self.answers()
            transaction.set_rollback(False)
        return answers

    def test_fifty_edits_equal_a_rebuild(self):
        dice = random.Random(50)
        alive: dict[int, object] = {}
        for _ in range(50):
            number = dice.randrange(1, 15)
            if number in alive and dice.random() < 0.3:
                forget("statement", [number])
                del alive[number]
                continue
            alive[number] = entry(number, "、".join(dice.choices(WORDS, k=4)), title=dice.choice(WORDS))
            put([alive[number]])
        expected = self.answers()
        self.assertEqual({row.object_id for row in SearchEntry.objects.all()}, set(alive))
        self.assertTrue(any(expected.values()))
        self.assertEqual(self.rebuilt(), expected)

    def test_an_edit_that_is_rolled_back_leaves_nothing(self):
        put([entry(1, "橋")])
        with transaction.atomic():
            put([entry(1, "道"), entry(2, "道")])
            forget("statement", [1])
            transaction.set_rollback(True)
        self.assertEqual((found("橋"), found("道")), ({1}, set()))

    def test_a_row_cut_by_an_older_version_is_replaced(self):
        put([entry(1, "橋"), entry(2, "橋")])
        SearchEntry.objects.update(tok_version=TOK_VERSION - 1, norm="\n別の切り方")
        put([entry(1, "道")])
        forget("statement", [2])
        self.assertEqual((found("道"), found("橋"), SearchEntry.objects.count()), ({1}, set(), 1))
        put([replace(entry(1, "駅"), date=DAY)])
        self.assertEqual((found("駅"), found("道"), found("橋")), ({1}, set(), set()))

    def test_the_engine_itself_finds_its_index_sound(self):
        put([entry(number, "、".join(WORDS)) for number in range(5)])
        put([entry(number, "橋") for number in range(3)])
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("INSERT INTO search_fts(search_fts) VALUES ('integrity-check')")
            else:
                cursor.execute("SELECT count(*) FROM search_searchentry WHERE tsv IS NULL")
                self.assertEqual(cursor.fetchone(), (0,))
