"""Documents' room: uploads are checked by size and name before anybody reads them."""

from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase

from documents.readers import UnreadableFile
from documents.uploads import check_upload, safe_name


class UploadTests(SimpleTestCase):
    def test_the_bytes_come_as_they_were(self):
        data = "議事録\r\n".encode("cp932")
        self.assertEqual(check_upload(SimpleUploadedFile("a.txt", data)), data)

    def test_empty_and_large_files_get_a_sentence_that_names_them(self):
        with self.assertRaisesMessage(UnreadableFile, "「空.txt」は空のファイルです。"):
            check_upload(SimpleUploadedFile("空.txt", b""))
        with mock.patch("documents.uploads.MAX_BYTES", 10):
            with self.assertRaisesMessage(UnreadableFile, "20MB以下のファイルにしてください。"):
                check_upload(SimpleUploadedFile("a.txt", b"x" * 11))
            liar = SimpleUploadedFile("a.txt", b"x" * 11)
            liar.size = 5
            with self.assertRaisesMessage(UnreadableFile, "20MBを超えています。"):
                check_upload(liar)

    def test_a_large_file_is_not_read(self):
        file = mock.Mock(size=21 * 1024 * 1024)
        file.name = "a.txt"
        with self.assertRaisesMessage(UnreadableFile, "約21.0MB"):
            check_upload(file)
        file.read.assert_not_called()

    def test_names_lose_their_path_and_what_steers_a_page(self):
        for given, kept in (
            (r"C:\議事録\第5回.txt", "第5回.txt"),
            ("../../etc/passwd", "passwd"),
            ("a\u202etxt.exe\n", "atxt.exe"),
            ("", "名前のないファイル"),
        ):
            with self.subTest(given=given):
                self.assertEqual(safe_name(given), kept)
        long = safe_name("長" * 300 + ".txt")
        self.assertEqual((len(long), long[-4:]), (150, ".txt"))
