"""Times of a launch against its date in Korea, against each other, and against its fall.

The trap is an hour read on the wrong half of the day: 12:29 AM taken for 12:29 put two launches of
a public table half a day late. It shows when two voices stand twelve hours apart, or when
something falls before the missile left. Korean time is UTC+9 throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import combinations

from geolaunch.catalogue.launches import claims_of
from geolaunch.checks.findings import ROW, Finding, Said, Severity, claim_ids, listed, said
from geolaunch.constants import KOREAN_TIME
from geolaunch.report.model import Launch, Report, originator_of
from geolaunch.report.quantity import seconds
from geolaunch.report.voices import RETRACTED

__all__ = ["check_clock", "check_falls"]

HALF_DAY = timedelta(hours=12)
WRONG_HALF = "an hour on the wrong half of the day, AM for PM or the other way round"

# Times that are printed of one launch lie up to 13 minutes apart: some give the start of a salvo,
# some its end, some the hour in round figures.
APART = timedelta(minutes=15)

# The missiles of one salvo left within 41 minutes (2022-12-18); what is farther apart is two
# events, or a wrong hour.
LONGEST_SALVO = timedelta(hours=3)

# The longest flight that was reported took 86 minutes (2024-10-31).
LONGEST_FLIGHT = timedelta(hours=2)

# Launch, fall and flight time are each given to the minute.
FALL_ERROR = timedelta(minutes=3)

# Of a flight of minutes, one voice may have the launch when another has the fall.
CLOCKS_APART = timedelta(minutes=5)

# What a difference between two times is known for, and how exactly it must be that.
_SLIPS = (
    (HALF_DAY, APART, WRONG_HALF),
    (timedelta(hours=9), APART, "Korean time taken for UTC or the other way round"),
    (timedelta(minutes=30), timedelta(minutes=1), "as Pyongyang's clock was in 2015 to 2018"),
)

Moments = tuple[datetime, ...]


def check_clock(launch: Launch) -> Iterator[Finding]:
    """Yield times that are not on the launch's date in Korea, or on which voices disagree."""
    voices = _voices(launch)
    for voice in voices:
        days = [f"{time.astimezone(KOREAN_TIME):%Y-%m-%d}" for time in voice.value]
        if launch.date and not all(day.startswith(launch.date) for day in days):
            text = f"It left at {_says(voice)}, {_korean(voice)} in Korea, and is of {launch.date}."
            yield _timed(launch, (voice.who,), text, "fault", _says(voice))
        took = max(voice.value) - min(voice.value)
        if took > LONGEST_SALVO:
            text = f"It left at {_says(voice)}, {_long(took)} apart: two events, or a wrong hour."
            yield _timed(launch, (voice.who,), text, "conflict", _says(voice))
    for report in launch.reports:
        yield from _two_zones(launch, report)
        yield from _printed_before(launch, report, voices)
    for a, b in combinations(voices, 2):
        apart = _apart(a.value, b.value)
        if apart > APART:
            slip = _slip(apart)
            dated = len({time.date() for time in (*a.value, *b.value)}) > 1
            first, second = (_says(voice, dated=dated) for voice in (a, b))
            text = f"It left at {first} and at {second}: {_long(apart)} apart{slip}."
            severity: Severity = "fault" if slip else "conflict"
            yield _timed(launch, (a.who, b.who), text, severity, listed((_says(a), _says(b))))


def _voices(launch: Launch) -> tuple[Said[Moments], ...]:
    """Return the moments that each originator gives, in UTC, and the row's if nobody gives them."""
    row = tuple(_moment(time) for time in launch.time_utc)
    claimed = said(launch, lambda report: _moments(launch, report) or None)
    heard = not row or any(voice.value == row for voice in claimed)
    return claimed if heard else (Said(ROW, row), *claimed)


def _moments(launch: Launch, report: Report) -> Moments:
    """Return when the missiles left by one report, in UTC."""
    if report.time_utc:
        return tuple(_moment(time) for time in report.time_utc)
    return _local(report.time_local, report.date or launch.date)


def _local(times: Iterable[str], day: str | None) -> Moments:
    """Return Korean times of day as moments in UTC, the second of two not before the first."""
    if not day or len(day) != len("YYYY-MM-DD"):
        return ()
    moments: list[datetime] = []
    for time in times:
        moment = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=KOREAN_TIME).astimezone(UTC)
        past_midnight = bool(moments) and moment < moments[-1]
        moments.append(moment + timedelta(days=1) if past_midnight else moment)
    return tuple(moments)


def _two_zones(launch: Launch, report: Report) -> Iterator[Finding]:
    """Yield a report that gives its time in UTC and in Korea, and not the same."""
    local = _local(report.time_local, report.date or launch.date)
    if not local or not report.time_utc:
        return
    apart = _apart(local, tuple(_moment(time) for time in report.time_utc))
    if apart > timedelta(minutes=1):
        who = originator_of(report)
        gave = f"{report.time_local[0]} in Korea and {report.time_utc[0]} by {who}"
        text = f"One account gives {gave}: {_long(apart)} apart{_slip(apart)}."
        yield _timed(launch, (who,), text, "fault", gave)


def _printed_before(
    launch: Launch, report: Report, voices: Iterable[Said[Moments]]
) -> Iterator[Finding]:
    """Yield each voice by which a report was printed before the launch, if its hour is known."""
    printed = report.stated_at or ""
    for voice in voices if "T" in printed else ():
        early = min(voice.value) - datetime.fromisoformat(printed)
        if early > timedelta(0):
            who, turned = originator_of(report), f": {WRONG_HALF}" if early < HALF_DAY else ""
            text = f"It left at {_says(voice)}, and {who} told of it {_long(early)} before{turned}."
            what = listed((_says(voice), f"told at {printed} by {who}"))
            yield _timed(launch, (voice.who, who), text, "fault", what)


def _timed(
    launch: Launch, who: tuple[str, ...], text: str, severity: Severity, what: str
) -> Finding:
    """Return a finding about times."""
    return Finding(launch.id, "time", claim_ids(launch, "time_", who), text, severity, what)


# --- the fall -------------------------------------------------------------------------------------


def check_falls(launch: Launch) -> Iterator[Finding]:
    """Yield falls of missiles and stages that are not in the two hours after the launch.

    A missile's fall is held against the same voice's flight time too.
    """
    voices = _voices(launch)
    for row in claims_of(launch):
        if row["quantity"].endswith("impact_time_local") and row["status"] != RETRACTED:
            falls = _local(row["value"].split("/"), launch.date)
            for fell in falls:
                yield from _not_after(launch, voices, Said(row["originator"], fell), row["id"])
            if falls and not row["quantity"].startswith("stage"):
                first = Said(row["originator"], falls[0])
                yield from _not_flown(launch, voices, first, row["id"])


def _not_after(
    launch: Launch, voices: Iterable[Said[Moments]], fell: Said[datetime], claim: str
) -> Iterator[Finding]:
    """Yield each voice by which a fall is not in the two hours after the launch.

    By another voice's clock it may fall some minutes before.
    """
    for voice in voices:
        flights = [fell.value - left for left in voice.value]
        first = timedelta(0) if voice.who == fell.who else -CLOCKS_APART
        if any(first < flight < LONGEST_FLIGHT for flight in flights):
            continue
        took = min(flights, key=abs)
        turned = any(timedelta(0) < took + by < LONGEST_FLIGHT for by in (HALF_DAY, -HALF_DAY))
        when = f"{fell.value:%H:%M} UTC by {fell.who}"
        side = "before" if took < timedelta(0) else "after"
        text = f"It left at {_says(voice)} and something of it fell at {when}, {_long(abs(took))} "
        text += f"{side}: {WRONG_HALF}." if turned else f"{side}."
        what = listed((f"left {_says(voice)}", f"fell {when}"))
        yield Finding(launch.id, "fall", (claim, voice.who), text, "fault", what)


def _not_flown(
    launch: Launch, voices: Iterable[Said[Moments]], fell: Said[datetime], claim: str
) -> Iterator[Finding]:
    """Yield a fall that does not come the same voice's flight time after its launch."""
    flights = [voice for voice in said(launch, lambda r: r.flight_time) if voice.who == fell.who]
    for left in (voice.value[0] for voice in voices if voice.who == fell.who):
        for flight in (voice.value for voice in flights):
            took = fell.value - left
            if abs(took - timedelta(seconds=seconds(flight))) > FALL_ERROR:
                gave = f"{flight.value:g} {flight.unit}"
                text = (
                    f"It flew for {gave} and fell {_long(took)} after it left, both by {fell.who}."
                )
                ids = (claim, *claim_ids(launch, "flight_time", [fell.who]))
                yield Finding(launch.id, "fall", ids, text, "conflict", f"{gave} and {_long(took)}")


# --- words ----------------------------------------------------------------------------------------


def _moment(time: str) -> datetime:
    """Return a time in UTC as the report schema has it."""
    return datetime.fromisoformat(time).astimezone(UTC)


def _apart(a: Moments, b: Moments) -> timedelta:
    """Return how far two accounts differ: by the worst missile of the one that tells of fewer."""
    if len(a) == len(b):
        return max(_worst(a, b), _worst(b, a))
    return _worst(*sorted((a, b), key=len))


def _worst(these: Moments, those: Moments) -> timedelta:
    """Return how far the worst of these times lies from the nearest of those."""
    return max(min(abs(this - that) for that in those) for this in these)


def _slip(apart: timedelta) -> str:
    """Return what a difference is known for, after a comma; "" if for nothing."""
    known = (why for by, error, why in _SLIPS if abs(apart - by) <= error)
    return next((f", {why}" for why in known), "")


def _says(voice: Said[Moments], *, dated: bool = False) -> str:
    """Return when a voice has it leave, with the days where those are not the same."""
    form = "%Y-%m-%d %H:%M" if dated else "%H:%M"
    times = " and ".join(f"{time:{form}}" for time in voice.value)
    return f"{times} UTC by {voice.who}"


def _korean(voice: Said[Moments]) -> str:
    """Return the same in Korea, with the date."""
    return " and ".join(f"{time.astimezone(KOREAN_TIME):%H:%M on %Y-%m-%d}" for time in voice.value)


def _long(duration: timedelta) -> str:
    """Return a duration in words."""
    minutes = round(duration.total_seconds() / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes // 60} h {minutes % 60} min"
