"""When something was submitted: from a mail's own dates, or from a date that people wrote into a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from perfxl.rollup.sources.model import Submission

BEIJING = timezone(timedelta(hours=8))
_DATE = re.compile(r"(?<!\d)(20\d\d)(?:[-._年/](\d{1,2})[-._月/](\d{1,2})|([01]\d)([0-3]\d))(?!\d)")


def from_mail(received: Iterable[str], sent: str | None) -> Submission | None:
    """The time our own mail server noted on arrival (the first Received header), else the time the sender states."""
    stamps = [header.rpartition(";")[2] for header in received][:1]
    for stamp in [*stamps, sent or ""]:
        moment = _parsed(stamp)
        if moment is not None:
            return at(moment)
    return None


def at(moment: datetime) -> Submission:
    """A mail's time; one without a zone counts as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return Submission(aware.astimezone(BEIJING).strftime("%Y-%m-%dT%H:%M:%S"), "邮件")


def from_name(name: str) -> Submission | None:
    """The last date in a path: 20210315, 2021-3-15, 2021年3月15日."""
    for match in reversed(list(_DATE.finditer(name))):
        year, month, day = match[1], match[2] or match[4], match[3] or match[5]
        try:
            return Submission(date(int(year), int(month), int(day)).isoformat(), "名称")
        except ValueError:
            continue
    return None


def _parsed(stamp: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(stamp.strip())
        moment.astimezone(BEIJING)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment
