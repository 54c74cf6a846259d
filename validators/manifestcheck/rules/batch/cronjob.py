"""CronJobs: when their Jobs run, and the template of these Jobs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from manifestcheck.field import Path, invalid, not_supported, required
from manifestcheck.rules.batch.job import default_spec, validate_job_spec
from manifestcheck.rules.batch.schedule import ScheduleError, parse
from manifestcheck.rules.values import Errors, Object, not_negative, one_of
from manifestcheck.version import Version

_SPEC: Path = ("spec",)
_TEMPLATE: Path = (*_SPEC, "jobTemplate", "spec")
_POLICIES = ("Allow", "Forbid", "Replace")
_EVERYWHERE = ("", "UTC")


def default(cron_job: Object) -> None:
    """Fill in what the server does before it validates."""
    spec = cron_job.setdefault("spec", {})
    spec["concurrencyPolicy"] = spec.get("concurrencyPolicy") or _POLICIES[0]
    default_spec(spec.setdefault("jobTemplate", {}).setdefault("spec", {}))


def validate(cron_job: Object, version: Version) -> Errors:
    """Check a CronJob."""
    spec = cron_job["spec"]
    yield from _validate_schedule(spec.get("schedule") or "")
    yield from not_negative(spec, _SPEC, "startingDeadlineSeconds")
    yield from _validate_time_zone(spec.get("timeZone"))
    yield from one_of(spec, "concurrencyPolicy", _SPEC, _POLICIES)
    yield from not_negative(spec, _SPEC, "successfulJobsHistoryLimit", "failedJobsHistoryLimit")
    job = spec["jobTemplate"]["spec"]
    yield from validate_job_spec(job, _TEMPLATE, version)
    if job.get("selector") is not None:
        yield invalid((*_TEMPLATE, "selector"), job["selector"], "`selector` will be auto-generated")
    if job.get("manualSelector"):
        yield not_supported((*_TEMPLATE, "manualSelector"), True, ("nil", "false"))  # noqa: FBT003 - its value


def _validate_schedule(schedule: str) -> Errors:
    path: Path = (*_SPEC, "schedule")
    if not schedule:
        yield required(path)
        return
    try:
        parse(schedule)
    except ScheduleError as error:
        yield invalid(path, schedule, str(error))
    if "TZ" in schedule:
        yield invalid(path, schedule, "cannot use TZ or CRON_TZ in schedule, use timeZone field instead")


def _validate_time_zone(zone: str | None) -> Errors:
    path: Path = (*_SPEC, "timeZone")
    if zone is None:
        return
    if not zone:
        yield invalid(path, zone, "timeZone must be nil or non-empty string")
    elif zone.lower() == "local":
        why = "timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones"
        yield invalid(path, zone, why)
    elif zone not in time_zones():
        yield invalid(path, zone, f"unknown time zone {zone}")


@cache
def time_zones() -> frozenset[str]:
    """Return the names of all time zones, from the database that comes as a package."""
    listed = files("tzdata").joinpath("zones").read_text(encoding="utf-8")
    return frozenset((*_EVERYWHERE, *listed.split()))
