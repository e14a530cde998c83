"""A client of the W3C Reconciliation Service API 0.2, which Wikidata and others speak.

See https://www.w3.org/community/reports/reconciliation/. Only called when a user names a service: the labels of
entities that are named go there, and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from ..errors import AuthorityError
from .authority import Named
from .model import Entity

_BATCH = 20
_LIMIT = 5  # candidates of each entity
_SECONDS = 30
_LARGEST = 20_000_000  # bytes of an answer
_UNSURE = 0.8  # the most for a candidate that the service does not call a match; less than what is linked


def reconcile(service: str, entities: Sequence[Entity]) -> Iterator[Named]:
    """Ask a service for the records of entities, and yield what it proposes under the names that were asked for.

    Arguments:
        service: its address, over HTTP.
        entities: those without a name are not asked for.

    Raises:
        AuthorityError: the service cannot be reached, or does not speak the protocol.
    """
    if urlsplit(service).scheme not in {"http", "https"}:
        raise AuthorityError(service, "is no address of a service", cure="give one that begins with https://")
    space = _text(_call(service, None, service), "identifierSpace")
    labels = sorted({each.label for each in entities if any(found.kind == "name" for found in each.mentions)})
    for start in range(0, len(labels), _BATCH):
        batch = labels[start : start + _BATCH]
        queries = {f"q{place}": {"query": label, "limit": _LIMIT} for place, label in enumerate(batch)}
        answer = _call(service, urlencode({"queries": json.dumps(queries)}).encode(), service)
        for place, label in enumerate(batch):
            yield from _named(answer.get(f"q{place}"), label, space, service)


def _named(answer: object, label: str, space: str, service: str) -> Iterator[Named]:
    results = answer.get("result") if isinstance(answer, dict) else None
    if not isinstance(results, list):
        raise _foreign(service)
    for found in results:
        if not isinstance(found, dict) or not isinstance(found.get("id"), str):
            raise _foreign(service)
        id_ = found["id"]
        score = found.get("score", 0)
        share = min(_UNSURE, score / 100) if isinstance(score, int | float) and score > 0 else 0.0
        iri = id_ if urlsplit(id_).scheme in {"http", "https"} else space + id_
        yield Named(iri, label, True, 1.0 if found.get("match") is True else share)


def _call(url: str, data: bytes | None, service: str) -> dict[str, Any]:
    request = Request(url, data, {"Accept": "application/json"})  # noqa: S310 - the scheme was checked
    try:
        with urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - as above
            content = answer.read(_LARGEST + 1)
    except (URLError, OSError) as error:
        raise AuthorityError(
            service, f"cannot be reached: {error}", cure="check the address and the network"
        ) from error
    try:
        found = json.loads(content) if len(content) <= _LARGEST else None
    except ValueError as error:
        raise _foreign(service) from error
    if not isinstance(found, dict):
        raise _foreign(service)
    return found


def _text(manifest: dict[str, Any], name: str) -> str:
    found = manifest.get(name)
    return found if isinstance(found, str) else ""


def _foreign(service: str) -> AuthorityError:
    problem = "does not answer as the Reconciliation Service API has it"
    return AuthorityError(service, problem, cure="give the address of a reconciliation service")
