"""Roof: how every form of the house is drawn and how it asks. Rooms write plain Django forms; settings name this."""

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_LABEL
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.utils.choices import BlankChoiceIterator

CHOOSING = (forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField)
# Django's own sentences, replaced by ones that say what to do. Kind of field → code → sentence.
WORDS: tuple[tuple[type[forms.Field] | tuple[type[forms.Field], ...], dict[str, str]], ...] = (
    (
        forms.Field,
        {
            "required": "{label}を入力してください。",
            "max_length": "{label}は%(limit_value)d文字までです（いま%(show_value)d文字）。短くしてください。",
            "min_length": "{label}は%(limit_value)d文字以上にしてください（いま%(show_value)d文字）。",
            "max_value": "{label}は%(limit_value)s以下にしてください。",
            "min_value": "{label}は%(limit_value)s以上にしてください。",
        },
    ),
    (forms.IntegerField, {"invalid": "{label}は数字で入力してください。例：1200"}),
    ((forms.FloatField, forms.DecimalField), {"invalid": "{label}は数字で入力してください。例：12.5"}),
    (forms.DateField, {"invalid": "{label}は日付で入力してください。例：2024-03-22"}),
    (forms.TimeField, {"invalid": "{label}は時刻で入力してください。例：10:00"}),
    (forms.EmailField, {"invalid": "{label}の形を確かめてください。例：name@example.lg.jp"}),
    (forms.URLField, {"invalid": "{label}は https:// から始まる形で入力してください。"}),
    (
        CHOOSING,
        {
            "required": "{label}を選んでください。",
            "invalid_choice": "{label}を選び直してください。選んだものは一覧にありません。",
        },
    ),
    (forms.BooleanField, {"required": "確かめて、「{label}」にチェックを入れてください。"}),
    (
        forms.FileField,
        {
            "required": "{label}のファイルを選んでください。",
            "missing": "{label}のファイルを選んでください。",
            "empty": "{label}のファイルが空です。中身のあるファイルを選んでください。",
        },
    ),
)


def plain_words(field: forms.Field, label: str) -> dict[str, str]:
    """Code → sentence for this field; the later, more special row of WORDS wins. A label that is no noun is quoted."""
    if label.endswith(("は", "か", "に", "を", "？", "。")):
        label = f"「{label}」"
    found: dict[str, str] = {}
    for kinds, words in WORDS:
        if isinstance(field, kinds):
            found |= words
    return {code: sentence.replace("{label}", label) for code, sentence in found.items()}


def plain_blank(field: forms.Field) -> None:
    """The empty line of a choice in words, where the framework wrote dashes or English."""
    blanks = {str(BLANK_CHOICE_LABEL), "---------"}
    word = "選んでください" if field.required else "選ばない"
    if str(getattr(field, "empty_label", None)) in blanks:
        setattr(field, "empty_label", word)  # noqa: B010  only some fields have one
    elif isinstance(field, forms.ChoiceField) and isinstance(field.choices, (list, BlankChoiceIterator)):
        field.choices = [(key, word if str(label) in blanks else label) for key, label in field.choices]


def own_codes(field: forms.Field) -> set[str]:
    """The codes whose sentence the author of the form wrote; those are left alone."""
    default: dict[str, Any] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django.forms"):
            default |= getattr(kind, "default_error_messages", {})
    return {
        code for code, said in field.error_messages.items() if code not in default or str(default[code]) != str(said)
    }


class PlainBoundField(BoundField):
    """A field on the page: asks in plain words, never lets the browser validate, knows where its control is."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        field.widget.attrs.pop("placeholder", None)  # an example stands beside the control, in the help text
        plain_blank(field)
        kept = own_codes(field)
        words = plain_words(field, str(self.label))
        field.error_messages.update({code: sentence for code, sentence in words.items() if code not in kept})

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Without `required`: the server answers with a sentence, the browser with a bubble that nobody can read."""
        found = super().build_widget_attrs(attrs, widget)
        found.pop("required", None)
        return found

    @property
    def anchor(self) -> str:
        """The id that a link of the error summary leads to: the control, or the first of a group."""
        return self.id_for_label or f"{self.auto_id}_0"


class PortalFormRenderer(DjangoTemplates):
    """Named by FORM_RENDERER: our field markup for every form, also those of allauth and the filters."""

    form_template_name = "portal/_form.html"
    formset_template_name = "portal/_formset.html"
    field_template_name = "portal/_field.html"
    bound_field_class = PlainBoundField
