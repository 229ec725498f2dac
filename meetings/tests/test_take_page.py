"""Rooms, meetings: the import page: a file or a pasted text, sentences that help, and nothing typed is lost."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.models import Meeting
from meetings.tests.minutes import MINUTES, take_in
from portal.testing import CastTestCase, make_council

PAGE = reverse("meetings:import")


class TakePageTests(CastTestCase):
    def post(self, **fields):
        return self.as_user(self.sato).post(PAGE, fields, follow=True)

    def upload(self, content, name="第3回.txt"):
        return self.post(file=SimpleUploadedFile(name, content if isinstance(content, bytes) else content.encode()))

    def test_the_page_exists_for_the_secretariat_alone(self):
        for user in (self.hana, self.yui, self.aki, self.fumi):
            for method in ("get", "post"):
                with self.subTest(user=user.name, method=method):
                    self.assertEqual(getattr(self.as_user(user), method)(PAGE).status_code, 404)
        self.assertRedirects(
            self.as_user(None).get(PAGE), f"/accounts/login/?next={PAGE}", fetch_redirect_response=False
        )
        self.assertEqual(self.as_user(self.sato).get(PAGE).status_code, 200)

    def test_a_file_leads_to_its_review_with_a_report(self):
        page = self.upload(MINUTES)
        meeting = Meeting.objects.get()
        self.assertEqual(page.redirect_chain[0][0], reverse("meetings:review", args=[meeting.code]))
        self.assertContains(page, "発言6、発言のまとまり3、次第2、要対応")
        self.assertEqual(meeting.source.received_by, self.sato)

    def test_a_pasted_text_in_windows_lines_is_the_same_record(self):
        council = make_council("chosen", "選んだ架空の会")
        self.post(text=MINUTES.replace("\n", "\r\n"), name="会議.txt", council=council.pk)
        meeting = Meeting.objects.get()
        self.assertEqual((meeting.statements.count(), meeting.council), (6, council))
        self.assertEqual(meeting.source.name, "会議.txt")

    def test_nothing_both_and_unreadable_get_a_sentence(self):
        pdf = SimpleUploadedFile("a.pdf", b"%PDF-1.7 \xe3\xe3")
        file = SimpleUploadedFile("a.txt", MINUTES.encode())
        for fields, sentence in (
            ({}, "議事録のファイルを選ぶか、文章を貼り付けてください。"),
            ({"text": MINUTES, "file": file}, "どちらか一方にしてください。"),
            ({"file": pdf}, "「a.pdf」はPDF"),
            ({"file": SimpleUploadedFile("空.txt", b"")}, "空です"),
            ({"text": "牛乳、卵"}, "会議の記録を読み取れませんでした。"),
        ):
            with self.subTest(sentence=sentence):
                self.assertContains(self.post(**fields), sentence)
        self.assertFalse(Meeting.objects.exists())

    def test_the_pasted_text_comes_back_when_it_is_here_already(self):
        meeting = take_in(self.sato)
        page = self.post(text=MINUTES)
        self.assertContains(page, f"もう取り込んであります（{meeting.code}")
        self.assertContains(page, "予算が足りず、窓口の改善が進まない。")
        self.assertContains(page, "エラー：")
        self.assertEqual(Meeting.objects.count(), 1)

    def test_the_list_of_what_waits_costs_the_same_for_one_and_for_three(self):
        texts = [MINUTES, MINUTES.replace("第3回", "第4回"), MINUTES.replace("第3回", "第5回")]
        self.as_user(self.sato)
        take_in(self.sato, texts[0])
        for count in (1, 3):
            with self.subTest(records=count), self.assertNumQueries(4):  # session, user, count, page
                self.assertContains(self.client.get(reverse("meetings:desk")), "確認済み 0/6", count=count)
            if count == 1:
                take_in(self.sato, texts[1])
                take_in(self.sato, texts[2])
