"""Roof, demo: how many made-up rows are stored, and what they are called."""

BATCH = 500
TOPICS = (
    "窓口の申請",
    "子どもの見守り",
    "図書館の貸し出し",
    "橋の点検",
    "広報の多言語化",
    "児童相談の記録",
    "空き家の調べ",
)


def stored(model, rows):
    """Rows saved in batches, with their keys."""
    return model.objects.bulk_create(rows, BATCH)


def told(number: int) -> str:
    """A made-up title; the numbers keep them apart."""
    return f"【架空】{TOPICS[number % len(TOPICS)]}を見直す取り組み その{number + 1}"
