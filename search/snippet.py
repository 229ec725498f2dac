"""Search: the part of a text that shows why it was found. Pure."""

from collections.abc import Collection

from django.utils.safestring import SafeString, mark_safe

from search.text import Span, found_spans, marked, norm, wanted

LENGTH, BEFORE = 120, 30  # characters shown, and how many of them stand before the first hit
STEP, OVERLAP = 400, 100  # a long text is looked through piece by piece; a word may lie across two
CUT = "…"


def snippet(text: str, words: Collection[str], years: Collection[str] = ()) -> SafeString:
    """About 120 characters round the hits, escaped and marked; the beginning if the body holds none."""
    start, spans = first_hits(text, words, years)
    end = min(len(text), start + LENGTH)
    inside = [(left - start, min(right, end) - start) for left, right in spans if start <= left < end]
    shown = marked(text[start:end], inside)
    return mark_safe((CUT if start else "") + shown + (CUT if end < len(text) else ""))  # noqa: S308  escaped by marked


def first_hits(text: str, words: Collection[str], years: Collection[str]) -> tuple[int, list[Span]]:
    """Where the snippet begins, and the hits of the piece of text that has the first one."""
    pattern = wanted(words)
    for at in range(0, len(text), STEP):
        piece = text[at : at + STEP + OVERLAP]
        if not years and not (pattern and pattern.search(norm(piece))):
            continue  # folding without a map is many times faster
        if spans := [(at + a, at + b) for a, b in found_spans(piece, words, years)]:
            left, _ = best(spans)
            return max(0, min(left - BEFORE, len(text) - LENGTH)), spans
    return 0, []


def best(spans: list[Span]) -> Span:
    """The hit that has the most others close behind it; the first of equals."""
    return max(
        spans, key=lambda span: (sum(span[0] <= left < span[0] + LENGTH - BEFORE for left, _ in spans), -span[0])
    )
