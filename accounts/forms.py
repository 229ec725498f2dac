"""Ground: the form that an invited person fills in."""

from django import forms
from django.contrib.auth.password_validation import validate_password


class AcceptForm(forms.Form):
    """Name, section and a password of one's own."""

    name = forms.CharField(label="名前", max_length=50, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    section = forms.CharField(label="課・係", max_length=50, required=False)
    password = forms.CharField(
        label="パスワード",
        strip=False,
        help_text="15文字以上。貼り付けもできます。",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
