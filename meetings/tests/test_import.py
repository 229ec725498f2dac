"""Rooms, meetings: a file becomes a draft, once, wholly or not at all."""

from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

from django.core.management import CommandError, call_command

from accounts.rules import Refused
from meetings.actions.importing import import_minutes, read_minutes
from meetings.choices import IssueKind, MeetingStatus, MeetingVerb, ReplyBasis, SpeakerKind
from meetings.models import Council, CouncilName, Meeting, SourceDocument, Statement
from meetings.tests.minutes import MINUTES, take_in
from portal.testing import CastTestCase, make_council


class ImportTests(CastTestCase):
    def test_a_record_becomes_a_draft_with_all_its_parts(self):
        meeting = take_in(self.sato)
        self.assertEqual(meeting.status, MeetingStatus.DRAFT)
        self.assertEqual((meeting.title, meeting.ordinal, meeting.fiscal_year), ("第3回架空県DX検討会", 3, 2025))
        self.assertEqual([str(meeting.held_on), str(meeting.starts_at)], ["2025-05-20", "14:00:00"])
        self.assertEqual(list(meeting.statements.values_list("number", flat=True)), [1, 2, 3, 4, 5, 6])
        self.assertEqual(list(meeting.agenda.values_list("number", flat=True)), ["1", "2"])
        self.assertEqual(meeting.statements.filter(agenda_item=None).count(), 0)
        self.assertEqual(
            list(meeting.turns.values_list("speaker__label", "speaker_kind", "reply_to__number", "reply_basis")),
            [
                ("A市町", SpeakerKind.MUNICIPALITY, None, ""),
                ("県", SpeakerKind.PREFECTURE, 1, ReplyBasis.RULE),
                ("B市町", SpeakerKind.MUNICIPALITY, None, ""),
            ],
        )

    def test_only_the_secretariat_brings_a_record_in(self):
        incoming = read_minutes(MINUTES.encode(), "第3回.txt")
        for user in (self.hana, self.yui, self.aki, self.fumi):
            with self.subTest(user=str(user)), self.assertRaisesMessage(Refused, "県事務局です"):
                import_minutes(incoming, by=user)
        self.assertEqual(Meeting.objects.count(), 0)

    def test_labels_that_hide_somebody_are_known_and_nothing_says_who(self):
        meeting = take_in(self.sato)
        self.assertEqual(
            dict(meeting.speakers.values_list("label", "is_pseudonym")), {"A市町": True, "県": False, "B市町": True}
        )
        related = {
            field.related_model._meta.label for field in meeting.speakers.model._meta.fields if field.is_relation
        }
        self.assertEqual(related, {"meetings.Meeting"})

    def test_the_original_is_kept_byte_for_byte_with_the_use_of_every_line(self):
        meeting = take_in(self.sato)
        source = SourceDocument.objects.get(meeting=meeting)
        self.assertEqual(bytes(source.content), MINUTES.encode())
        self.assertEqual([line for line, _ in source.line_uses], MINUTES.rstrip("\n").split("\n"))
        self.assertTrue(all(uses for _, uses in source.line_uses))

    def test_doubts_are_typed_and_stand_at_their_statement(self):
        meeting = take_in(self.sato, MINUTES.replace("(B市町)", "(B市町)\n\n- ・道路の話も、の続きがある。\n\n(C市町)"))
        slips = meeting.issues.filter(kind=IssueKind.SUSPECTED_SLIP).values_list("statement__number", flat=True)
        self.assertIn(2, slips)

    def test_the_trail_begins_with_who_imported(self):
        event = take_in(self.sato).events.get()
        self.assertEqual((event.verb, event.by), (MeetingVerb.IMPORTED, self.sato))

    def test_twice_is_once(self):
        meeting = take_in(self.sato)
        with self.assertRaisesMessage(Refused, f"もう取り込んであります（{meeting.code}"):
            take_in(self.mori, name="別の名前.txt")
        self.assertEqual(Meeting.objects.count(), 1)
        self.assertEqual(Statement.objects.count(), 6)

    def test_another_file_of_the_same_meeting_changes_nothing(self):
        meeting = take_in(self.sato)
        with self.assertRaisesMessage(Refused, f"同じ会議の記録が、もうあります（{meeting.code}"):
            take_in(self.sato, MINUTES.replace("足りず", "足りなくて"))
        self.assertEqual(Meeting.objects.get().statements.get(number=3).text, "予算が足りず、窓口の改善が進まない。")

    def test_a_break_in_the_middle_leaves_nothing(self):
        incoming = read_minutes(MINUTES.encode(), "第3回.txt")
        with (
            mock.patch("meetings.importing.store.SourceDocument.objects.create", side_effect=RuntimeError("止まった")),
            self.assertRaises(RuntimeError),
        ):
            import_minutes(incoming, by=self.sato)
        self.assertFalse(Meeting.objects.exists() or Statement.objects.exists() or Council.objects.exists())

    def test_the_council_is_found_by_any_name_it_has_or_had(self):
        council = make_council("dx", "架空県ICT検討会")
        CouncilName.objects.create(council=council, name="架空県ＤＸ 検討会")
        self.assertEqual(take_in(self.sato).council, council)

    def test_a_council_that_nobody_knows_is_made(self):
        council = take_in(self.sato).council
        self.assertEqual((council.slug, council.names.get().name), ("council-1", "架空県DX検討会"))

    def test_a_council_that_was_chosen_goes_before_the_name(self):
        council = make_council("other", "架空の別の会")
        self.assertEqual(take_in(self.sato, council=council).council, council)

    def test_what_is_no_record_is_refused_with_a_sentence(self):
        with self.assertRaisesMessage(Refused, "会議の記録を読み取れませんでした"):
            take_in(self.sato, "牛乳、卵\n", "買い物.txt")

    def test_a_record_that_says_it_is_made_up_is_marked(self):
        meeting = take_in(self.sato, "（解析テスト用に創作した架空の例文。実在の会議とは関係ありません）\n" + MINUTES)
        self.assertTrue(meeting.is_fictional)


class CommandTests(CastTestCase):
    def setUp(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def file(self, name, text=MINUTES):
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(self.folder / name)

    def run_it(self, *args):
        out, err = StringIO(), StringIO()
        try:
            call_command("import_minutes", *args, stdout=out, stderr=err)
        except CommandError as problem:
            return out.getvalue(), err.getvalue() + str(problem)
        return out.getvalue(), err.getvalue()

    def test_it_reports_in_japanese_what_it_read(self):
        out, err = self.run_it(self.file("a.txt"))
        self.assertEqual(err, "")
        for words in (
            "として取り込みました",
            "令和7年5月20日（火）",
            "次第　　2",
            "発言　　6",
            "まとまり3",
            "誤記の疑い",
        ):
            with self.subTest(words=words):
                self.assertIn(words, out)

    def test_twice_says_so_and_is_no_failure(self):
        path = self.file("a.txt")
        self.run_it(path)
        out, err = self.run_it(path)
        self.assertIn("もう取り込んであります（M-", out)
        self.assertEqual((err, Meeting.objects.count()), ("", 1))

    def test_a_dry_run_stores_nothing(self):
        out, _ = self.run_it(self.file("a.txt"), "--dry-run")
        self.assertIn("何も保存していません", out)
        self.assertFalse(Meeting.objects.exists() or Council.objects.exists())

    def test_a_bad_file_does_not_stop_the_good_one(self):
        out, err = self.run_it(self.file("b.pdf", b"%PDF-1.7 ..."), str(self.folder / "none.txt"), self.file("a.txt"))
        self.assertIn("として取り込みました", out)
        self.assertIn("PDF", err)
        self.assertIn("ファイルを開けません", err)
        self.assertIn("3件のうち2件は取り込めませんでした", err)

    def test_an_unknown_council_is_named_with_those_that_exist(self):
        make_council()
        _, err = self.run_it(self.file("a.txt"), "--council", "nai")
        self.assertIn("会議体「nai」はありません。いまある会議体の記号: kakuu-dx", err)
