"""Forms as the house draws them: label, help, error, field, in this order (templates in `ui/`)."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.db import IntegrityError
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_lazy as _

from fabrique.core.db import is_double
from fabrique.core.permissions import Denied
from fabrique.core.versions import Conflict, Versioned

CHANGED = _("Quelqu’un vient de changer ceci. Voyez où cela en est avant d’envoyer de nouveau.")


class HouseRenderer(TemplatesSetting):
    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"


class HouseForm(forms.Form):
    """A form whose fields are drawn by the kit. Mandatory is the rule; what can wait says so."""

    use_required_attribute = False  # the browser's own bubble is not in the person's words
    label_suffix = ""
    folded: tuple[str, ...] = ()  # names of fields drawn behind a fold, as long as nobody wrote in them

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field.widget, (forms.CheckboxInput, forms.CheckboxSelectMultiple, forms.RadioSelect)):
                continue
            field.widget.attrs["class"] = "input"

    @property
    def template_name(self) -> str:
        return "ui/folded_form.html" if self.folded else super().template_name

    def get_context(self) -> dict[str, Any]:
        """Django's, the fields that can wait set apart; the fold opens on what is written or to be mended."""
        context = super().get_context()
        if self.folded:
            context["waiting"] = [row for row in context["fields"] if row[0].name in self.folded]
            context["first"] = [row for row in context["fields"] if row[0].name not in self.folded]
            context["unfolded"] = any(
                errors or field.value() not in (None, "", 0, "0") for field, errors in context["waiting"]
            )
        return context

    def send(self, action: Callable[..., Any], **facts: Any) -> Any:
        """What the action gives when the form is right and the action accepts; None, with the reasons, otherwise.

        A refusal is an error of the whole form; a conflict shows both texts. Nothing typed is lost either way.
        """
        if not self.is_valid():
            return None
        words = dict(self.cleaned_data)
        if "version" in words:
            words["seen"] = words.pop("version")
        try:
            return action(**facts, **words)
        except Denied as refusal:
            self.add_error(None, str(refusal))
        except Conflict as conflict:
            self.tell(conflict)
        except IntegrityError as fault:
            if not is_double(fault):
                raise
            self.add_error(None, str(CHANGED))
        return None

    def tell(self, conflict: Conflict) -> None:
        """A form without a version has no second text to show: it says that somebody was quicker, and keeps what was typed."""
        self.add_error(None, str(CHANGED))


class VersionedForm(HouseForm):
    """A form on a `Versioned` object: carries the version its author saw."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, instance: Versioned | None = None, **kwargs: Any):
        if instance is not None:
            # a stored file is not one that was just sent: left empty, its field changes nothing
            shown = [name for name, field in self.base_fields.items() if not isinstance(field, forms.FileField)]
            initial = {name: getattr(instance, name) for name in shown if hasattr(instance, name)}
            kwargs["initial"] = initial | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.conflict: list[tuple[str, Any, Any]] = []

    def standing(self, stored: Any, name: str) -> Any:
        """What is stored under a field's name; a form on something kept otherwise says where."""
        return getattr(stored, name, None)

    def tell(self, conflict: Conflict) -> None:
        """Show both texts, field by field, and take the new version as seen: sending again is a choice made knowingly."""
        for name, field in self.fields.items():
            stored = self.standing(conflict.stored, name)
            if name != "version" and stored != self.cleaned_data.get(name):
                self.conflict.append((str(field.label), stored, self.cleaned_data.get(name)))
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("version")] = str(conflict.stored.version)  # type: ignore[index]


class DaysField(forms.DecimalField):
    """Time in days as people say it, given back in quarter days, a whole number (design 2)."""

    default_error_messages = {"quarters": _("Comptez en quarts de jour : 0,25, 0,5, 0,75 ou 1.")}
    most = Decimal(1000)

    def __init__(self, **options: Any):
        given: dict[str, Any] = {"required": False, "min_value": 0, "max_value": self.most} | options
        super().__init__(**given)
        self.widget.attrs["step"] = "0.25"

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        days = super().clean(value.replace(",", ".") if isinstance(value, str) else value)
        if days is None:
            return None
        if days * 4 % 1:
            raise forms.ValidationError(self.error_messages["quarters"], code="quarters")
        return int(days * 4)

    def prepare_value(self, value: Any) -> Any:
        """What is stored is shown in days; what was typed stays as it was typed."""
        return f"{Decimal(value) / 4:f}" if isinstance(value, int) else value


def day(label: Any, **options: Any) -> forms.DateField:
    """A day that may wait, in the browser's own calendar."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    given: dict[str, Any] = {"required": False, "widget": widget} | options
    return forms.DateField(label=label, **given)


def prose(label: Any, rows: int = 4, **options: Any) -> forms.CharField:
    """A text that may wait."""
    given: dict[str, Any] = {"required": False, "widget": forms.Textarea(attrs={"rows": rows})} | options
    return forms.CharField(label=label, **given)


def pick(label: Any, queryset: Any, **options: Any) -> forms.ModelChoiceField:
    """One row by its public code, never its number."""
    given = {"to_field_name": "code", "empty_label": _("à choisir")} | options
    return forms.ModelChoiceField(label=label, queryset=queryset, **given)
