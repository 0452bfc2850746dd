"""Dates in words. French counts the first of a month apart, « 1er décembre », and says « 14 h 00 »; everywhere, hence here.

Templates get the filter `date` from this module; modules import `date_format` from here and not from Django.
"""

import re
from datetime import date
from typing import Any

from django.utils import formats
from django.utils.translation import get_language

# a day of the month before the name of its month, the « j » not escaped
DAY_AND_MONTH = re.compile(r"(?<!\\)j(?= [FMNbE])")
HOUR = "G\u00a0\\h\u00a0i"  # never cut at the end of a line


def date_format(value: date, form: str | None = None) -> str:
    """As Django's, in the reader's language, the first of a month said as people say it."""
    return formats.date_format(value, first_said(value, form))


def first_said(value: Any, form: str | None) -> str:
    wanted = formats.get_format(form or "DATE_FORMAT")
    if not (isinstance(value, date) and (get_language() or "").startswith("fr")):
        return wanted
    wanted = wanted.replace("H:i", HOUR)
    return DAY_AND_MONTH.sub(r"j\\e\\r", wanted) if value.day == 1 else wanted
