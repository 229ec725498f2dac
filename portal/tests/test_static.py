"""Roof: what the pages are made of: sizes, origins, colours that can be read, templates without inline anything."""

import gzip
import hashlib
import re

from django.conf import settings
from django.test import SimpleTestCase

STATIC = settings.BASE_DIR / "static"
TOKENS = STATIC / "vendor/dads-tokens-1.1.9/tokens.css"
ROOMS = ("portal", "accounts", "vocabulary", "documents", "search", "cases", "meetings", "matching")
TEMPLATES = [path for room in ROOMS for path in sorted((settings.BASE_DIR / room / "templates").rglob("*.*"))]
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
# Names that Django, allauth and drf-spectacular look for by themselves.
ASKED_FOR_BY_NAME = re.compile(r"^(40[034]|403_csrf|500)\.html$|^(account|allauth|admin|django)/")

# What is drawn on which ground, after WCAG 2.2: text needs 4.5 (1.4.3), lines and signs need 3 (1.4.11).
TEXT = {
    "paper": "ink ink-strong ink-sub link link-hover link-visited link-active key error success warning",
    "paper-2": "ink ink-sub link link-visited",
    "paper-3": "ink ink-sub link error black",
    "tint": "ink link link-hover link-visited primitive-blue-800",
    "key": "paper",
    "key-hover": "paper",
    "key-active": "paper",
    "ink-strong": "paper",
    "focus": "link black",
    "mark": "black",
    "error-tint": "error primitive-red-1000",
    "success-tint": "primitive-green-900",
    "warning-tint": "ink ink-sub link primitive-yellow-1100",
    "primitive-light-blue-50": "black",
    "primitive-light-blue-200": "black",
    "primitive-light-blue-500": "black",
    "primitive-light-blue-800": "paper",
    "primitive-light-blue-1200": "paper",
    "primitive-green-1100": "paper",
}
SIGNS = {
    "paper": "line field-line error-line warning-line success black",
    "paper-2": "line-strong key",
    "paper-3": "line-strong",
    "tint": "primitive-blue-700",
    "key": "focus",
    "error-tint": "error-line",
    "success-tint": "success",
    "warning-tint": "warning-line",
}


def variables() -> dict[str, str]:
    text = TOKENS.read_text() + (STATIC / "css/frame.css").read_text()
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", text))


def colour(name: str, known: dict[str, str]) -> str:
    """The six digits behind a short name: ours first, else the token that it is short for."""
    if name == "black":
        return "#000000"
    value = known.get(f"--{name}") or known[f"--color-{name}"]
    return value if value.startswith("#") else colour(value[len("var(--") : -1], known)


def luminance(value: str) -> float:
    parts = [int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def name_of(path) -> str:
    return path.as_posix().split("/templates/", 1)[1]


class Colours(SimpleTestCase):
    def test_the_measure_itself(self):
        self.assertAlmostEqual(contrast("#000000", "#ffffff"), 21.0)
        self.assertAlmostEqual(contrast("#666666", "#e6e6e6"), 4.60, places=2)

    def test_text_and_signs_can_be_seen(self):
        known = variables()
        for table, floor in ((TEXT, 4.5), (SIGNS, 3.0)):
            for ground, names in table.items():
                for name in names.split():
                    with self.subTest(name=name, on=ground):
                        self.assertGreaterEqual(contrast(colour(name, known), colour(ground, known)), floor)

    def test_our_files_name_no_colour_outside_the_tokens(self):
        for path in (STATIC / "css").glob("*.css"):
            with self.subTest(path=path.name):
                self.assertEqual(set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[;\s,)])", path.read_text())) - {"#000"}, set())


class Weight(SimpleTestCase):
    def zipped(self, folder, ending):
        return sum(len(gzip.compress(path.read_bytes())) for path in (STATIC / folder).rglob(f"*.{ending}"))

    def test_style_and_script_are_small(self):
        self.assertLessEqual(self.zipped("css", "css") + self.zipped("vendor", "css"), 20 * 1024)
        self.assertLessEqual(self.zipped("js", "js"), 15 * 1024)

    def test_a_first_view_asks_for_at_most_five_files_beside_the_page(self):
        folder = settings.BASE_DIR / "portal/templates/portal"
        drawn = (folder / "_styles.html").read_text() + (folder / "base.html").read_text()
        self.assertLessEqual(drawn.count("{% static "), 5)

    def test_nothing_is_fetched_from_another_origin(self):
        for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js")]:
            with self.subTest(path=path.name):
                self.assertEqual(re.findall(r"(?:https?:)?//[\w-]+\.\w[^\s\"')]*", path.read_text()), [])

    def test_the_vendored_tokens_are_unchanged(self):
        recorded = (TOKENS.parent / "README.md").read_text()
        for name in ("tokens.css", "LICENSE"):
            self.assertIn(hashlib.sha256((TOKENS.parent / name).read_bytes()).hexdigest(), recorded)

    def test_no_letter_is_smaller_than_14_pixels_on_the_screen(self):
        for path in (STATIC / "css").glob("*.css"):
            for size in re.findall(r"font-size:\s*([\d.]+)rem", path.read_text()):
                with self.subTest(path=path.name, size=size):
                    self.assertGreaterEqual(float(size) * 16, 14)


class Markup(SimpleTestCase):
    def offenders(self, pattern):
        found = ((path, hit) for path in PAGES for hit in re.findall(pattern, path.read_text(), re.I | re.S))
        return [f"{name_of(path)}: {hit}" for path, hit in found]

    def test_nothing_is_inline(self):
        script = r"<script(?![^>]*\bsrc=)[^>]*>|\son[a-z]+\s*=\s*[\"']|javascript:"
        self.assertEqual(self.offenders(r"<style\b|\sstyle\s*=|" + script), [])

    def test_nothing_comes_from_another_origin(self):
        fetching = r"<(?:script|img|iframe|link)\b[^>]*"
        self.assertEqual(self.offenders(fetching + r"(?:src|href)=[\"'](?:https?:)?//[^\"']*"), [])

    def test_forms_leave_the_check_to_the_server_and_carry_their_token(self):
        for path in PAGES:
            for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.S):
                with self.subTest(template=name_of(path), form=form[:80]):
                    self.assertRegex(form.split("\n")[0], r"\bnovalidate\b")
                    if re.search(r"method=\"post\"", form):
                        self.assertIn("{% csrf_token %}", form)

    def test_no_button_is_dead(self):
        self.assertEqual(self.offenders(r"<button\b[^>]*\sdisabled\b[^>]*>"), [])

    def test_a_template_fits_on_a_screen_or_two(self):
        self.assertEqual([name_of(path) for path in TEMPLATES if len(path.read_text().splitlines()) > 120], [])

    def test_every_template_is_used(self):
        code = [path for room in ROOMS for path in (settings.BASE_DIR / room).rglob("*.py")]
        told = [path.read_text() for path in [*code, *TEMPLATES] if "/tests/" not in path.as_posix()]
        names = [name for name in map(name_of, TEMPLATES) if not ASKED_FOR_BY_NAME.match(name)]
        self.assertEqual([name for name in names if not any(f'"{name}"' in text for text in told)], [])
