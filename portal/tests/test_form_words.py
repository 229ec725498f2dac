"""Roof: how forms ask and answer: visible label, 必須 in words, help above, sentences that say what to do."""

from django import forms
from django.core.validators import MaxValueValidator
from django.template.loader import render_to_string
from django.test import SimpleTestCase, TestCase

from accounts.models import User


class Cost(forms.Form):
    amount = forms.IntegerField(label="初年度の費用", help_text="税込。", max_value=100)
    title = forms.CharField(label="題名", max_length=5, widget=forms.TextInput(attrs={"placeholder": "例"}))
    sources = forms.MultipleChoiceField(label="財源", choices=[("a", "交付金")], widget=forms.CheckboxSelectMultiple)
    after = forms.ChoiceField(label="終わった後は", choices=[("on", "継続")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="確認しました")
    paper = forms.FileField(label="資料")
    note = forms.CharField(label="メモ", required=False, widget=forms.Textarea)
    own = forms.CharField(label="課", error_messages={"required": "担当の課を教えてください。"})
    token = forms.CharField(widget=forms.HiddenInput, required=False)


class Asking(TestCase):
    def test_label_word_help_and_control_stand_in_this_order(self):
        html = str(Cost()["amount"].as_field_group())
        order = [html.index(part) for part in ('<label for="id_amount">初年度の費用', "必須", "税込。", "<input")]
        self.assertEqual(order, sorted(order))
        self.assertIn('aria-describedby="id_amount_helptext"', html)

    def test_a_field_that_may_stay_empty_has_no_such_word(self):
        self.assertNotIn("必須", Cost()["note"].as_field_group())

    def test_the_browser_validates_nothing_and_no_example_hides_in_the_control(self):
        html = str(Cost())
        self.assertNotIn(" required", html.replace('class="required"', ""))
        self.assertNotIn("placeholder", html)

    def test_groups_have_a_legend_and_a_box_has_its_label_beside_it(self):
        self.assertIn("<legend>財源", Cost()["sources"].as_field_group())
        self.assertIn("<legend>終わった後は", Cost()["after"].as_field_group())
        self.assertIn('<label for="id_agreed"><input type="checkbox"', Cost()["agreed"].as_field_group())

    def test_the_empty_line_of_a_choice_is_said_in_words(self):
        wanted = forms.modelform_factory(User, fields=["role", "municipality"])()
        self.assertInHTML('<option value="" selected>選んでください</option>', str(wanted["role"]))
        with self.assertNumQueries(1):
            self.assertInHTML('<option value="" selected>選ばない</option>', str(wanted["municipality"]))
        self.assertNotIn("Select", str(wanted))

    def test_every_field_of_the_form_is_drawn_once(self):
        html = str(Cost())
        for name in Cost.base_fields:
            with self.subTest(name=name):
                self.assertEqual(html.count(f'name="{name}"'), 1)


class Answering(SimpleTestCase):
    def test_each_sentence_names_the_field_and_says_what_to_do(self):
        self.assertEqual(
            {name: errors[0] for name, errors in Cost({}).errors.items()},
            {
                "amount": "初年度の費用を入力してください。",
                "title": "題名を入力してください。",
                "sources": "財源を選んでください。",
                "after": "「終わった後は」を選んでください。",
                "agreed": "確かめて、「確認しました」にチェックを入れてください。",
                "paper": "資料のファイルを選んでください。",
                "own": "担当の課を教えてください。",
            },
        )

    def test_wrong_shapes_are_told_with_an_example(self):
        errors = Cost({"amount": "たくさん", "title": "長すぎる題名です", "after": "off"}).errors
        self.assertEqual(errors["amount"], ["初年度の費用は数字で入力してください。例：1200"])
        self.assertEqual(errors["title"], ["題名は5文字までです（いま8文字）。短くしてください。"])
        self.assertEqual(errors["after"], ["「終わった後は」を選び直してください。選んだものは一覧にありません。"])
        self.assertEqual(Cost({"amount": "101"}).errors["amount"], ["初年度の費用は100以下にしてください。"])

    def test_a_validator_that_speaks_for_itself_is_heard(self):
        class Own(forms.Form):
            number = forms.CharField(label="数", validators=[MaxValueValidator("3", message="3までです。")])

        self.assertIn("数は3以下にしてください。", Own({"number": "9"}).errors["number"])

    def test_one_form_does_not_change_the_words_of_another(self):
        class Other(Cost):
            title = forms.CharField(label="名前")

        self.assertEqual(Other({}).errors["title"], ["名前を入力してください。"])
        self.assertEqual(Cost({}).errors["title"], ["題名を入力してください。"])

    def test_the_summary_says_the_same_and_every_link_lands_on_a_control(self):
        form = Cost({"note": "残す"})
        form.add_error(None, "費用と財源の合計が合いません。")
        summary = render_to_string("portal/_errors.html", {"form": form})
        page = str(form)
        self.assertIn("費用と財源の合計が合いません。", summary)
        for name, errors in form.errors.items():
            if name == "__all__":
                continue
            with self.subTest(name=name):
                self.assertIn(f'<a href="#{form[name].anchor}">{errors[0]}</a>', summary)
                self.assertIn(f'id="{form[name].anchor}"', page)
                self.assertIn(errors[0], page)
        self.assertIn(">\n残す</textarea>", page)

    def test_a_form_without_errors_has_no_summary(self):
        self.assertEqual(render_to_string("portal/_errors.html", {"form": Cost()}).strip(), "")

    def test_rows_are_counted_in_the_summary_and_their_links_land(self):
        class Line(forms.Form):
            item = forms.CharField(label="項目")

        rows = forms.formset_factory(Line, extra=0)(
            {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-item": "導入", "form-1-item": ""}
        )
        self.assertFalse(rows.is_valid())
        summary = render_to_string("portal/_errors.html", {"formset": rows})
        self.assertIn('<a href="#id_form-1-item">2行目：項目を入力してください。</a>', summary)
        self.assertIn('id="id_form-1-item"', str(rows))
        self.assertIn('name="form-TOTAL_FORMS"', str(rows))
