"""The same record in another guise (width of digits, indent, line ends, page numbers) is read as the same record."""

import json
from collections.abc import Callable

from documents.readers import read
from meetings.importing.expected import as_expected
from meetings.importing.reader import parse
from meetings.importing.scoring import score
from meetings.tests.test_importing_layouts import OWN, LayoutCase, pairs

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
NARROW = str.maketrans("０１２３４５６７８９（）：", "0123456789():")


def by_line(change: Callable[[str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(change(line) if line else line for line in text.split("\n"))


GUISES: dict[str, Callable[[str], str]] = {
    "wide digits": lambda text: text.translate(WIDE),
    "narrow signs": lambda text: text.translate(NARROW),
    "an indent": by_line(lambda line: f"　{line}"),
    "space at the end": by_line(lambda line: f"{line}　"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
}


class GuiseTest(LayoutCase):
    def test_every_record_in_every_guise(self) -> None:
        records = [(path, wanted) for path, wanted in pairs(OWN) if path.suffix == ".txt"]
        self.assertGreater(len(records), 60)
        for name, change in GUISES.items():
            for path, wanted in records:
                text = path.read_text(encoding="utf-8")
                if name == "wide digits" and "<" in text:
                    continue  # tags keep their digits
                with self.subTest(f"{path.name} with {name}"):
                    self.assert_exact(wanted, as_expected(parse(read(change(text).encode(), path.name))))

    def test_page_numbers_between_the_lines_cost_next_to_nothing(self) -> None:
        means = []
        for path, wanted in pairs(OWN):
            if path.suffix != ".txt":
                continue
            rows = path.read_text(encoding="utf-8").split("\n")
            paged = "\n".join(f"{row}\n- {no // 12} -" if no % 12 == 11 else row for no, row in enumerate(rows))
            means.append(score(wanted, as_expected(parse(read(paged.encode(), path.name)))).mean)
        self.assertGreater(sum(means) / len(means), 0.99, json.dumps(means))
