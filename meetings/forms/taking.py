"""Rooms, meetings: bringing a record in, as a file or as pasted text. What was pasted is never lost."""

from django import forms

from documents.readers import UnreadableFile
from documents.uploads import check_upload, safe_name
from meetings.actions.importing import PASTED, read_minutes, why_not_import
from meetings.models import Council


class TakeForm(forms.Form):
    """One file or one text. Reads it at once: `cleaned_data["incoming"]` is ready to be stored."""

    file = forms.FileField(
        label="議事録のファイル",
        required=False,
        help_text="テキスト（.txt）、Markdown（.md）、HTML（.html）。20MBまで。WordやPDFは、文字をコピーして下に貼り付けてください。",
    )
    text = forms.CharField(
        label="貼り付ける文章",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="ファイルの代わりに、議事録の文章をそのまま貼り付けられます。",
    )
    name = forms.CharField(
        label="貼り付けた文章の名前",
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "middle"}),
        help_text="あとで見分けるための名前です。空でもかまいません。例：第5回議事録.txt",
    )
    council = forms.ModelChoiceField(
        Council.objects.prefetch_related("names"),
        label="会議体",
        required=False,
        empty_label="記録にある名前で決める",
        help_text="同じ名前の会議体がなければ、新しく作ります。",
    )

    def clean(self):
        given = super().clean()
        file, text = given.get("file"), given.get("text") or ""
        if "file" in self.errors or "text" in self.errors:
            return given
        if file and text.strip():
            raise forms.ValidationError("ファイルと貼り付けの両方が入っています。どちらか一方にしてください。")
        if not file and not text.strip():
            raise forms.ValidationError("議事録のファイルを選ぶか、文章を貼り付けてください。")
        try:
            data = check_upload(file) if file else text.encode()
            name = safe_name(file.name if file else given.get("name") or PASTED)
            given["incoming"] = read_minutes(data, name)
        except UnreadableFile as problem:
            self.add_error("file" if file else "text", problem.sentence)
            return given
        if sentence := why_not_import(given["incoming"], given.get("council")):
            self.add_error("file" if file else "text", sentence)
        return given
