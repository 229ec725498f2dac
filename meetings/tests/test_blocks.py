"""A record laid out as it is read."""

from django.test import SimpleTestCase

from meetings.blocks import parts_of, spoken_turns
from meetings.choices import AnswerState, SpeakerKind
from meetings.models import AgendaItem, Section, Statement, Turn

FIRST, SECOND = AgendaItem(pk=1, order=1, title="報告"), AgendaItem(pk=2, order=2, title="意見交換")
SECTIONS = {
    1: Section(pk=1, order=1, heading="意見 交換"),
    2: Section(pk=2, order=2, heading="まとめ", parent_id=1),
    3: Section(pk=3, order=3, heading=""),
}


def turn(number, kind=SpeakerKind.MUNICIPALITY, **fields):
    made = Turn(pk=number, number=number, speaker_kind=kind, **fields)
    made.answer_state = AnswerState.UNANSWERED
    return made


def said(number, item=None, section=None, turn_id=None):
    return Statement(number=number, agenda_item=item, section_id=section, turn_id=turn_id)


def shape(parts):
    """[(item title, [(headings, turn number, statement numbers)])]"""
    return [
        (
            part.item.title if part.item else None,
            [
                (
                    [section.heading for section in run.headings],
                    run.spoken.turn.number if run.spoken else None,
                    [row.number for row in run.statements],
                )
                for run in part.passages
            ],
        )
        for part in parts
    ]


class PartsTests(SimpleTestCase):
    def test_statements_of_one_turn_stand_together(self):
        turns = spoken_turns([turn(1), turn(2)], {})
        rows = [said(1, FIRST, turn_id=1), said(2, FIRST, turn_id=1), said(3, SECOND, turn_id=2)]
        self.assertEqual(shape(parts_of(rows, {}, turns)), [("報告", [([], 1, [1, 2])]), ("意見交換", [([], 2, [3])])])

    def test_a_heading_that_repeats_the_agenda_is_left_out_whatever_its_spaces(self):
        rows = [said(1, SECOND, section=1), said(2, SECOND, section=2), said(3, SECOND, section=2)]
        self.assertEqual(
            shape(parts_of(rows, SECTIONS, {})), [("意見交換", [([], None, [1]), (["まとめ"], None, [2, 3])])]
        )

    def test_without_agenda_the_whole_path_of_headings_is_shown_once(self):
        rows = [said(1, section=2), said(2, section=1), said(3, section=3)]
        self.assertEqual(shape(parts_of(rows, SECTIONS, {})), [(None, [(["意見 交換", "まとめ"], None, [1, 2, 3])])])

    def test_a_turn_stands_under_its_own_heading(self):
        turns = spoken_turns([turn(1, section_id=2)], {})
        parts = parts_of([said(1, turn_id=1)], SECTIONS, turns)
        self.assertTrue(parts[0].passages[0].under_heading)

    def test_anchors_are_given_once_when_the_record_comes_back_to_an_item(self):
        rows = [said(1, FIRST), said(2, SECOND), said(3, FIRST)]
        self.assertEqual([part.anchor for part in parts_of(rows, {}, {})], ["a1", "a2", ""])

    def test_headings_that_point_in_a_circle_do_not_hang_the_page(self):
        ring = {1: Section(pk=1, heading="一", parent_id=2), 2: Section(pk=2, heading="二", parent_id=1)}
        self.assertEqual(shape(parts_of([said(1, section=1)], ring, {})), [(None, [(["二", "一"], None, [1])])])


class SpokenTests(SimpleTestCase):
    def test_links_go_both_ways(self):
        found = spoken_turns([turn(1), turn(2, SpeakerKind.PREFECTURE, reply_to_id=1)], {1: 5, 2: 7})
        self.assertIs(found[2].question, found[1])
        self.assertEqual(found[1].answers, [found[2]])
        self.assertEqual((found[1].first, found[1].is_voice, found[2].is_voice), (5, True, False))

    def test_a_question_that_is_not_there_is_none(self):
        self.assertIsNone(spoken_turns([turn(2, reply_to_id=9)], {})[2].question)
