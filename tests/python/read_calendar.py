"""Tells what stands in a calendar file, as JSON, with its hours on the clock of a zone."""

import json
import sys
from datetime import datetime, timezone
from zoneinfo import ZoneInfo

from icalendar import Calendar

zone = ZoneInfo(sys.argv[1])
calendar = Calendar.from_ical(sys.stdin.buffer.read())


def moment(event, name):
    value = event.decoded(name)
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise ValueError(f"{name} says no zone")
    return value.astimezone(zone).isoformat()


def read(event):
    if event.errors:
        raise ValueError(event.errors)
    return {
        "uid": str(event["UID"]),
        "title": str(event["SUMMARY"]),
        "start": moment(event, "DTSTART"),
        "end": moment(event, "DTEND"),
        "status": str(event["STATUS"]),
        "sequence": int(event["SEQUENCE"]),
        "stamp": event.decoded("DTSTAMP").astimezone(timezone.utc).isoformat(),
    }


if calendar.errors:
    raise ValueError(calendar.errors)
json.dump([read(event) for event in calendar.walk("VEVENT")], sys.stdout)
