"""Roof: the frame around every page: streets, current mark, desk, titles, error pages, pieces of lists."""

from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory, SimpleTestCase, TestCase
from django.urls import reverse

from accounts.choices import PREFECTURE_ROLES, Role
from accounts.models import User
from portal import layout
from portal.templatetags.frame import selected_filters


def request_for(path="/cases/", role=None, **query):
    request = RequestFactory().get(path, query)
    request.user = SimpleNamespace(is_authenticated=role is not None, role=role or "")
    return request


class Choosing(forms.Form):
    q = forms.CharField(required=False, label="キーワード")
    work = forms.MultipleChoiceField(required=False, label="減る作業", choices=[("copy", "転記"), ("call", "電話")])
    free = forms.BooleanField(required=False, label="0円")
    after = forms.ChoiceField(required=False, label="交付金終了後", choices=[("", "すべて"), ("on", "継続")])


class Streets(SimpleTestCase):
    def test_the_five_streets_stand_in_their_order_and_words(self):
        words = [link.label for link in layout.frame(request_for("/"))["frame"]["nav"]]
        self.assertEqual(words, ["事例", "広がり", "困りごと", "会議", "市町"])

    def test_only_the_street_that_the_page_lies_on_is_marked(self):
        for path, marks in [
            ("/cases/", ["page"]),
            ("/cases/C-012/", ["true"]),
            ("/", []),
            ("/meetings/M-1/", ["true"]),
        ]:
            with self.subTest(path=path):
                nav = layout.frame(request_for(path))["frame"]["nav"]
                self.assertEqual([link.current for link in nav if link.current], marks)

    def test_an_unknown_street_is_left_out_instead_of_breaking_the_page(self):
        self.assertEqual(layout.links((("無い", "no:such", "/no/"),), "/"), [])

    def test_the_desk_is_shown_to_the_prefecture_alone(self):
        for role in [None, *Role.values]:
            with self.subTest(role=role):
                shown = layout.frame(request_for(role=role))["frame"]["desk"] is not None
                self.assertEqual(shown, role in PREFECTURE_ROLES)

    def test_a_request_that_has_not_met_its_user_yet_has_a_frame(self):
        self.assertIsNone(layout.frame(RequestFactory().get("/"))["frame"]["desk"])


class Pieces(SimpleTestCase):
    def test_pagination_says_how_many_and_keeps_the_conditions(self):
        page = Paginator(range(142), 20).page(3)
        html = render_to_string("portal/_pagination.html", {"page": page}, request_for(after="on", page="3"))
        self.assertIn("142件中 41–60件", html)
        self.assertInHTML('<a rel="next" href="?after=on&amp;page=4">次へ</a>', html)
        self.assertEqual(html.count('aria-current="page"'), 1)
        self.assertIn("…", html)

    def test_one_page_has_no_numbers_and_no_rows_have_no_pagination(self):
        one = render_to_string("portal/_pagination.html", {"page": Paginator(range(3), 20).page(1)}, request_for())
        self.assertIn("3件中 1–3件", one)
        self.assertNotIn("<a", one)
        none = render_to_string("portal/_pagination.html", {"page": Paginator([], 20).page(1)}, request_for())
        self.assertEqual(none.strip(), "")

    def test_page_sizes_are_links_that_return_to_the_first_page(self):
        context = {"page": Paginator(range(142), 20).page(3), "page_sizes": [20, 50]}
        html = render_to_string("portal/_pagination.html", context, request_for(page="3"))
        self.assertIn('<a href="?page_size=50">50</a>', html)
        self.assertIn("<b>20</b>", html)

    def test_each_filter_that_is_on_has_its_words_and_its_way_off(self):
        request = request_for(q="窓口", work=["copy", "call"], after="on", page="2")
        found = selected_filters(Choosing(request.GET), request.GET)
        self.assertEqual(
            [(one.label, one.words) for one in found],
            [("減る作業", "転記"), ("減る作業", "電話"), ("交付金終了後", "継続")],
        )
        self.assertEqual(found[0].url, "?q=%E7%AA%93%E5%8F%A3&work=call&after=on")

    def test_a_filter_that_means_nothing_is_not_shown_as_on(self):
        request = request_for(after="nonsense", work="", free="on")
        self.assertEqual([one[:2] for one in selected_filters(Choosing(request.GET), request.GET)], [("0円", "")])

    def test_what_a_stranger_typed_into_the_address_is_escaped(self):
        request = request_for(work="copy", x='"><script>')
        html = render_to_string("portal/_selected.html", {"form": Choosing(request.GET)}, request)
        self.assertIn("減る作業：転記", html)
        self.assertNotIn("<script>", html)

    def test_messages_are_said_politely(self):
        message = SimpleNamespace(level_tag="success", __str__=lambda self: "保存しました")
        html = render_to_string("portal/_messages.html", {"messages": [message]})
        self.assertIn('<div role="status">', html)
        self.assertIn('class="notice success"', html)


class ErrorPages(TestCase):
    def test_a_missing_page_offers_the_search_box(self):
        answer = self.client.get("/there-is-nothing-here/")
        self.assertContains(answer, "ページが見つかりません", status_code=404)
        self.assertContains(answer, 'id="again-q" name="q"', status_code=404)

    def test_the_page_of_last_resort_needs_nothing_from_anybody(self):
        for name in ("500.html", "400.html"):
            with self.subTest(name=name):
                html = render_to_string(name)
                self.assertIn('<html lang="ja">', html)
                self.assertIn("css/frame.css", html)

    def test_it_shows_the_reference_and_the_moment_when_it_has_them(self):
        html = render_to_string("500.html", {"reference": "K7Q2", "at": layout.timezone.now()})
        self.assertIn("K7Q2", html)
        self.assertIn("令和", html)

    def test_a_refusal_is_its_sentence(self):
        html = render_to_string("portal/refused.html", {"sentence": "別の人の承認が要ります。"}, request_for("/x/"))
        self.assertIn("別の人の承認が要ります。", html)
        self.assertIn("<title>エラー：いまはできません｜", html)

    def test_a_closed_page_names_the_role(self):
        request = request_for("/x/", role="town")
        request.user.get_role_display = lambda: "市町の職員"
        context = {"user": request.user}
        self.assertIn("いまの役割は「市町の職員」です。", render_to_string("403.html", context, request))


class Doors(TestCase):
    """The pages of allauth that somebody can reach stand in our frame, in Japanese."""

    @classmethod
    def setUpTestData(cls):
        cls.mori = User.objects.create_user(
            "mori@example.lg.jp", "long enough word 1", name="森", role=Role.SECRETARIAT
        )

    def assert_in_frame(self, answer, heading):
        self.assertContains(answer, f"<h1>{heading}</h1>", html=True)
        self.assertContains(answer, '<html lang="ja">')
        self.assertContains(answer, 'class="skip" href="#main"')
        self.assertEqual(answer.content.decode().count("<h1"), 1)
        policy = answer.headers["Content-Security-Policy"]
        self.assertIn("script-src 'self'", policy)
        self.assertNotIn("unsafe", policy)

    def test_doors_for_strangers(self):
        for name, heading in [
            ("account_login", "ログイン"),
            ("account_signup", "利用者の登録は招待によります"),
            ("account_reset_password", "パスワードを忘れたとき"),
            ("account_reset_password_done", "メールを送りました"),
            ("account_reset_password_from_key_done", "パスワードを変えました"),
            ("account_email_verification_sent", "メールアドレスの確認"),
            ("account_inactive", "この利用者は止まっています"),
        ]:
            with self.subTest(name=name):
                self.assert_in_frame(self.client.get(reverse(name)), heading)

    def test_a_used_link_says_so(self):
        url = reverse("account_reset_password_from_key", args=["1", "abc-def"])
        self.assert_in_frame(self.client.get(url, follow=True), "このリンクは使えません")

    def test_doors_for_people_who_are_in(self):
        self.client.force_login(self.mori)
        for name, heading in [
            ("account_logout", "ログアウト"),
            ("account_change_password", "パスワードの変更"),
            ("account_email", "メールアドレス"),
        ]:
            with self.subTest(name=name):
                self.assert_in_frame(self.client.get(reverse(name)), heading)

    def test_a_wrong_password_is_said_on_top_and_in_the_title(self):
        answer = self.client.post(reverse("account_login"), {"login": "mori@example.lg.jp", "password": "wrong"})
        self.assertContains(answer, "<title>エラー：ログイン｜")
        self.assertContains(answer, 'class="error-summary" role="alert"')
        self.assertContains(answer, 'value="mori@example.lg.jp"')

    def test_signing_in_and_out_is_told_in_japanese(self):
        word = {"login": "mori@example.lg.jp", "password": "long enough word 1"}
        self.client.post(reverse("account_login"), word)
        inside = self.client.get(reverse("account_email"))
        self.assertContains(inside, "ログインしました。")
        self.assertContains(inside, '<span class="who">森</span>', html=True)
        self.client.post(reverse("account_logout"))
        self.assertContains(self.client.get(reverse("account_login")), "ログアウトしました。")
