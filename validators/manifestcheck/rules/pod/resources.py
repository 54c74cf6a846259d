"""What a container or a whole pod requests and may use at most."""

from __future__ import annotations

from collections.abc import Callable

from manifestcheck.field import ErrorType, FieldError, Key, Path, duplicate, forbidden, invalid, required
from manifestcheck.formats import dns_label
from manifestcheck.quantity import NANO, Quantity, QuantityError, quantity, rounded_to_milli
from manifestcheck.rules.resource_names import (
    is_overcommitted,
    validate_container_resource_name,
    validate_resource_amount,
)
from manifestcheck.rules.values import Errors, Object, malformed

HUGE_PAGES = "hugepages-"

Amounts = dict[str, Quantity]
NameRule = Callable[[str, Path], Errors]

_COMPUTE = frozenset({"cpu", "memory"})


def amounts(resources: Object, key: str) -> Amounts:
    """Read `requests` or `limits` as the server holds them; what is no quantity, the decoder reports."""
    found: Amounts = {}
    for name, value in (resources.get(key) or {}).items():
        try:
            found[name] = rounded_to_milli(quantity(value))
        except QuantityError:
            continue
    return found


def validate_resources(
    resources: Object,
    path: Path,
    validate_name: NameRule = validate_container_resource_name,
) -> Errors:
    """Check requests and limits against each other, and huge pages."""
    limits, requests = amounts(resources, "limits"), amounts(resources, "requests")
    for name, amount in limits.items():
        yield from _validate_amount(name, amount, (*path, "limits", Key(name)), validate_name)
    for name, amount in requests.items():
        yield from _validate_amount(name, amount, (*path, "requests", Key(name)), validate_name)
        yield from _validate_limit(name, amount, limits.get(name), path)
    names = limits.keys() | requests.keys()
    if not names & _COMPUTE and any(name.startswith(HUGE_PAGES) for name in names):
        yield forbidden(path, "HugePages require cpu or memory")


def _validate_amount(name: str, amount: Quantity, path: Path, validate_name: NameRule) -> Errors:
    yield from validate_name(name, path)
    yield from validate_resource_amount(name, amount, path)
    if name.startswith(HUGE_PAGES) and not _is_multiple(amount, name.removeprefix(HUGE_PAGES)):
        yield invalid(path, amount.text, f"{amount.text} is not positive integer multiple of {name}")


def _is_multiple(amount: Quantity, page: str) -> bool:
    try:
        size = quantity(page)
    except QuantityError:
        return False
    if size.nanos <= 0 or not size.is_integer:
        return False
    return -(-amount.nanos // NANO) % (size.nanos // NANO) == 0


def _validate_limit(name: str, amount: Quantity, limit: Quantity | None, path: Path) -> Errors:
    if limit is None:
        if not is_overcommitted(name):
            yield required((*path, "limits"), "Limit must be set for non overcommitable resources")
    elif amount.nanos != limit.nanos and not is_overcommitted(name):
        why = f"must be equal to {name} limit of {limit.text}"
        yield invalid((*path, "requests"), amount.text, why)
    elif amount.nanos > limit.nanos:
        why = f"must be less than or equal to {name} limit of {limit.text}"
        yield invalid((*path, "requests"), amount.text, why)


def validate_claims(claims: list[Object], path: Path, known: tuple[str, ...]) -> Errors:
    """Check which of the pod's claims of devices a container takes."""
    seen: set[str] = set()
    for index, claim in enumerate(claims):
        name, request = claim.get("name", ""), claim.get("request", "")
        if name:
            yield from _validate_claim_once(name, request, (*path, index), seen)
            if name not in known:
                yield _unknown_claim((*path, index), name, known)
        else:
            yield required((*path, index))
        if request:
            yield from malformed((*path, index, "request"), request, dns_label(request))


def _validate_claim_once(name: str, request: str, path: Path, seen: set[str]) -> Errors:
    """Check that a claim is taken as a whole or by its requests, each once."""
    full = f"{name}/{request}" if request else name
    if name in seen:
        yield duplicate(path, name)
    elif full in seen or (not request and any(one.startswith(f"{name}/") for one in seen)):
        yield duplicate(path, full)
    seen.add(full)


def _unknown_claim(path: Path, name: str, known: tuple[str, ...]) -> FieldError:
    listed = f": {', '.join(sorted(known))}" if known else " which is empty"
    why = f"must be one of the names in pod.spec.resourceClaims{listed}"
    return FieldError(ErrorType.NOT_FOUND, path, f'Not found: "{name}": {why}')
