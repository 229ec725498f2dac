"""Roof, tests: the first page that anybody types into, in a real browser."""

from django.urls import reverse

from accounts.choices import Role
from portal.testing import PASSWORD, make_user


def sign_in_by_keyboard(page, address, password):
    page.goto(reverse("account_login"))
    page.get_by_label("メールアドレス").fill(address)
    page.get_by_label("パスワード").fill(password)
    page.keyboard.press("Enter")


def test_a_person_signs_in(page):
    person = make_user("Yui", Role.LIAISON)
    sign_in_by_keyboard(page, person.email, PASSWORD)
    page.wait_for_url(lambda url: "/login/" not in url)
    assert "sid" in {cookie["name"] for cookie in page.context.cookies()}


def test_a_wrong_password_is_answered_in_words_and_the_address_stays(page):
    person = make_user("Yui", Role.LIAISON)
    sign_in_by_keyboard(page, person.email, "chigau-aikotoba-2026")
    page.get_by_text("パスワードが正しくありません").first.wait_for()
    assert page.get_by_label("メールアドレス").input_value() == person.email
    assert page.get_by_label("パスワード").input_value() == ""


def test_nothing_is_wider_than_a_phone(page):
    page.set_viewport_size({"width": 375, "height": 700})
    page.goto(reverse("account_login"))
    assert page.evaluate("document.documentElement.scrollWidth") == 375
