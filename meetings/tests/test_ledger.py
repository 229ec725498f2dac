"""声の台帳: which voice was answered, told from links alone."""

from meetings.choices import AnswerState, MeetingStatus, ReplyBasis
from meetings.models import Commitment, Turn
from portal.testing import CastTestCase, make_council, make_meeting
from search import index


def link(answer, question):
    """As the import proposes it."""
    answer.reply_to, answer.reply_basis = question, ReplyBasis.RULE
    answer.save()


class LedgerCase(CastTestCase):
    def setUp(self):
        self.meeting = make_meeting(by=self.sato, voices=("A市町", "県", "B市町", "C市町"))
        self.a, self.answer, self.b, self.c = self.meeting.turns.order_by("number")
        link(self.answer, self.a)
        Commitment.objects.create(
            meeting=self.meeting, turn=self.c, text="手引きを配る", owner="情報課", created_by=self.sato
        )
        self.path = f"/meetings/{self.meeting.code}/ledger/"

    def shown(self, path):
        page = self.client.get(path)
        self.assertEqual(page.status_code, 200)
        return [voice.speaker.label for voice in page.context["page"]]


class MeetingLedgerTests(LedgerCase):
    def test_states_come_from_links_alone(self):
        states = {voice.speaker.label: voice.answer_state for voice in Turn.objects.for_ledger()}
        self.assertEqual(
            states,
            {"A市町": AnswerState.ANSWERED, "B市町": AnswerState.UNANSWERED, "C市町": AnswerState.PROMISED},
        )

    def test_the_page_shows_voices_answers_and_commitments_with_counts(self):
        page = self.client.get(self.path)
        for words in ("すべて 3", "未回答 1", "回答あり 1", "約束あり 1"):
            self.assertContains(page, words)
        for words in ("答え：県", "県の2つ目の発言。", "手引きを配る"):
            self.assertContains(page, words)
        self.assertContains(page, "答えは、議事録にありません。", count=2)
        self.assertContains(page, "発言の並びからの推定", count=1)

    def test_filter_by_state_and_words(self):
        for state, expected in [("unanswered", ["B市町"]), ("answered", ["A市町"]), ("promised", ["C市町"])]:
            self.assertEqual(self.shown(f"{self.path}?state={state}"), expected)
        index.put([entry for row in self.meeting.statements.all() for entry in row.search_entries()])
        self.assertEqual(self.shown(f"{self.path}?q=3つ目"), ["B市町"])
        self.assertEqual(self.shown(f"{self.path}?q=3つ目&state=answered"), [])

    def test_counts_do_not_shrink_with_the_chosen_state(self):
        page = self.client.get(f"{self.path}?state=answered")
        for words in ("すべて 3", "未回答 1", "回答あり 1"):
            self.assertContains(page, words)

    def test_a_bad_condition_is_left_out_with_a_notice(self):
        page = self.client.get(f"{self.path}?state=maybe&council=x")
        self.assertContains(page, "「状態」の条件を読み取れませんでした")
        self.assertContains(page, "「council」という条件はありません")
        self.assertEqual(len(page.context["page"]), 3)

    def test_only_the_secretariat_is_shown_the_way_to_change_it(self):
        for viewer in (None, self.hana, self.yui, self.aki, self.fumi):
            self.assertNotContains(self.as_user(viewer).get(self.path), "答えと宿題を直す")
        self.assertContains(self.as_user(self.sato).get(self.path), "答えと宿題を直す", count=3)

    def test_the_ledger_of_a_draft_is_for_the_secretariat(self):
        draft = make_meeting(by=self.sato, status=MeetingStatus.DRAFT)
        for viewer in (None, self.hana, self.yui, self.aki):
            self.assertEqual(self.as_user(viewer).get(f"/meetings/{draft.code}/ledger/").status_code, 404)
        self.assertEqual(self.as_user(self.sato).get(f"/meetings/{draft.code}/ledger/").status_code, 200)

    def test_a_record_without_voices_says_so(self):
        silent = make_meeting(by=self.sato, voices=("県",))
        self.assertContains(self.client.get(f"/meetings/{silent.code}/ledger/"), "市町の声はまだありません。")


class AllVoicesTests(LedgerCase):
    def test_it_holds_published_voices_of_all_meetings_that_the_reader_may_see(self):
        make_meeting(by=self.sato, status=MeetingStatus.DRAFT, voices=("X市町",))
        make_meeting(by=self.sato, status=MeetingStatus.WITHDRAWN, voices=("Y市町",))
        make_meeting(by=self.sato, visibility="members", voices=("M市町",))
        for viewer, expected in [
            (None, {"A市町", "B市町", "C市町"}),
            (self.tomo, {"A市町", "B市町", "C市町"}),
            (self.hana, {"A市町", "B市町", "C市町", "M市町"}),
            (self.sato, {"A市町", "B市町", "C市町", "M市町"}),
        ]:
            self.as_user(viewer)
            self.assertEqual(set(self.shown("/ledger/")), expected)
            self.assertContains(self.client.get("/ledger/"), f"すべて {len(expected)}")

    def test_filter_by_council_and_year(self):
        make_meeting(by=self.sato, council=make_council("hoka", "別の会"), fiscal_year=2020, voices=("Z市町",))
        self.assertEqual(self.shown("/ledger/?council=hoka"), ["Z市町"])
        self.assertEqual(self.shown("/ledger/?fiscal_year=2020"), ["Z市町"])
        self.assertEqual(self.shown("/ledger/?fiscal_year=2020&state=answered"), [])

    def test_it_costs_the_same_for_one_and_for_three_meetings(self):
        for wanted in (1, 3):
            while self.meeting.council.meetings.count() < wanted:
                more = make_meeting(by=self.sato, voices=("A市町", "県"))
                question, answer = more.turns.order_by("number")
                link(answer, question)
            # years twice, counts by state, page counted and read, statements, commitments, answers and their words;
            # choices of councils with their names
            with self.subTest(meetings=wanted), self.assertNumQueries(11):
                self.assertEqual(self.client.get("/ledger/").status_code, 200)
