"""Roof, tests: a real Chromium against a real server. A page that stumbles or leaves the house fails its test."""

import os
import re
import shutil
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
QUIET += ["--disable-sync", "--no-first-run"]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Whatever lies in this folder needs Chromium."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """The server answers in several threads: each needs a connection of its own, so SQLite gets a file."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "browser.sqlite3")


@pytest.fixture(scope="session")
def chromium():
    """Debian's Chromium, started once."""
    # Playwright keeps an event loop in this thread, and Django would refuse every query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.fail("Chromium がありません（apt install chromium）。")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


def open_page(context, origin, stumbles):
    """A page of this browser that notes every error, every broken security rule and every way out of the house."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.on("pageerror", lambda error: stumbles.append(f"script error: {error}"))

    def listen(said):
        if said.type == "error" and not said.text.startswith("Failed to load resource"):  # see `watch`
            stumbles.append(said.text)

    def watch(response):
        if response.status >= 400 and response.request.resource_type != "document":
            stumbles.append(f"{response.status}: {response.url}")

    def stay(route):
        stumbles.append(f"left the house: {route.request.url}")
        return route.abort()

    page.on("console", listen)
    page.on("response", watch)
    page.route(re.compile(rf"^(?!{re.escape(origin)}|data:)"), stay)
    return page


def give_session(context, user, origin):
    """This browser is that person from now on."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin}])


@pytest.fixture
def browser_of(chromium, live_server):
    """browser_of(user): a page of a new browser, signed in as that person, as a visitor for None; keywords are
    Playwright's for a context. No page of it may stumble."""
    contexts, stumbles = [], []

    def enter(user=None, **wishes):
        wishes = {"locale": "ja-JP", "viewport": {"width": 1366, "height": 768}, **wishes}
        contexts.append(chromium.new_context(base_url=live_server.url, **wishes))
        if user is not None:
            give_session(contexts[-1], user, live_server.url)
        return open_page(contexts[-1], live_server.url, stumbles)

    yield enter
    for context in contexts:
        context.close()
    assert stumbles == []


@pytest.fixture
def page(browser_of):
    """A visitor's page."""
    return browser_of()


@pytest.fixture
def context(page):
    """The browser of that page."""
    return page.context
