"""Whether the date and the times of one account can be of one launch: dates are Korean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from geolaunch.constants import KOREAN_TIME

__all__ = ["clock_faults"]

# A time of day in Korea and one in UTC are each given to the minute.
ROUNDED = timedelta(minutes=1)
DAY = timedelta(days=1)


def clock_faults(
    date: str | None, time_utc: Sequence[str], time_local: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield (field, what is wrong) for times that cannot be on the date, or not both be right.

    `date` is a day in Korea (UTC+9), a month or a year; `time_utc` are moments, `time_local` times
    of day in Korea. Of a salvo one missile on the date is enough: the rest may have left past
    midnight.
    """
    moments = [datetime.fromisoformat(time).astimezone(UTC) for time in time_utc]
    korean = [moment.astimezone(KOREAN_TIME) for moment in moments]
    if date and korean and not any(f"{time:%Y-%m-%d}".startswith(date) for time in korean):
        there = f"{time_utc[0]} is {korean[0]:%H:%M} on {korean[0]:%Y-%m-%d}"
        yield "time_utc", f"got {time_utc[0]}; wanted a time on {date} in Korea, where {there}"
    if time_local and korean and not any(_same(at, time) for at in korean for time in time_local):
        there = f"time_utc {time_utc[0]} is {korean[0]:%H:%M}"
        yield "time_local", f"got {time_local[0]}; wanted the same time as in UTC: {there} in Korea"


def _same(moment: datetime, time_local: str) -> bool:
    """Tell whether a moment is at a time of day, whatever the day."""
    hours, minutes = map(int, time_local.split(":")[:2])
    at = moment.replace(hour=hours, minute=minutes, second=0, microsecond=0)
    apart = abs(moment - at)
    return min(apart, DAY - apart) <= ROUNDED
