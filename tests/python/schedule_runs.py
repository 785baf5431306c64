"""Tells when schedules are due, reckoned from the definition and not as the core does it.

`dateutil.rrule` and `croniter` say which civil times a rule means. A clock with
`zoneinfo` is then watched minute by minute: each civil time is due in the minute in
which the clock first shows it or a later one.
"""

import json
import sys
import zoneinfo
from datetime import date, datetime, time, timedelta, timezone

import tzdata
from croniter import croniter
from dateutil import rrule

zoneinfo.reset_tzpath(to=[])  # the package, not what this machine happens to have

asked = json.load(sys.stdin)
if tzdata.IANA_VERSION != asked["zone_data"]:
    raise ValueError(f"zone data {tzdata.IANA_VERSION}, and {asked['zone_data']} in the core")

MINUTE = timedelta(minutes=1)
WEEKDAYS = {"monday": 0, "tuesday": 1, "wednesday": 2, "thursday": 3, "friday": 4, "saturday": 5, "sunday": 6}


def watched(zone, first, last):
    """For each civil minute the minute it is due in, from UTC and as the clock shows it."""
    clock = zoneinfo.ZoneInfo(zone)
    due = {}
    now = datetime.combine(first, time(), timezone.utc) - timedelta(days=3)
    end = datetime.combine(last, time(), timezone.utc) + timedelta(days=3)
    highest = now.astimezone(clock).replace(tzinfo=None)
    while now < end:
        now += MINUTE
        local = now.astimezone(clock).replace(tzinfo=None)
        while highest < local:
            highest += MINUTE
            due[highest] = (now, local)
    return due


def civil(rule, first, last):
    """The civil times a rule means, from some days before to some days after."""
    start, end = datetime.combine(first, time()) - timedelta(days=3), datetime.combine(last, time()) + timedelta(days=3)
    kind, told = next(iter(rule.items()))
    if kind == "cron":
        times = croniter(told["written"], start - MINUTE, implement_cron_bug=True)
        while (at := times.get_next(datetime)) < end:
            yield at
        return
    at = time.fromisoformat(told["at"])
    start = datetime.combine(start, at)
    if kind == "daily":
        yield from rrule.rrule(rrule.DAILY, dtstart=start, until=end)
    elif kind == "weekdays":
        on = [WEEKDAYS[name] for name in told["on"]]
        yield from rrule.rrule(rrule.WEEKLY, dtstart=start, until=end, byweekday=on)
    elif kind == "weeks":
        on = [WEEKDAYS[name] for name in told["on"]]
        anchor = datetime.combine(date.fromisoformat(told["anchor"]), at)
        yield from rrule.rrule(rrule.WEEKLY, interval=told["every"], dtstart=anchor, until=end, byweekday=on, wkst=0)
    elif kind == "monthly":
        # The last of what there is up to each day of the month.
        months = rrule.rruleset()
        for day in told["on"]:
            up_to = list(range(max(1, min(day, 28)), day + 1))
            months.rrule(rrule.rrule(rrule.MONTHLY, dtstart=start.replace(day=1), until=end, bymonthday=up_to, bysetpos=-1))
        yield from months
    else:
        raise ValueError(kind)


def runs(schedule, due, first, last):
    skip = {date.fromisoformat(day) for day in schedule.get("skip", [])}
    found = set()
    for local in civil(schedule["repeat"], first, last):
        at, shown = due.get(local, (None, None))
        if at is None or not (first <= at.date() <= last):
            continue
        if "from" in schedule and local.date() < date.fromisoformat(schedule["from"]):
            continue
        if "until" in schedule and local.date() > date.fromisoformat(schedule["until"]):
            continue
        if local.date() not in skip and shown.date() not in skip:
            found.add(f"{at:%Y-%m-%dT%H:%M:%SZ} {shown.isoformat()}")
    return sorted(found)


first, last = (date.fromisoformat(asked[end]) for end in ("first", "last"))
clocks = {zone: watched(zone, first, last) for zone in {schedule["zone"] for schedule in asked["schedules"]}}
json.dump([runs(schedule, clocks[schedule["zone"]], first, last) for schedule in asked["schedules"]], sys.stdout)
