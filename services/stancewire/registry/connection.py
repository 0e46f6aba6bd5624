"""The few calls of Confluent's registry interface that registering needs; Apicurio and Karapace speak it too."""

from __future__ import annotations

import base64
import json
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, quote, unquote, urlsplit, urlunsplit
from urllib.request import Request, urlopen

from stancewire.errors import Unreachable, UserError
from stancewire.registry.subjects import Form, Subject

CONTENT: Final = "application/vnd.schemaregistry.v1+json"
ANSWER_S: Final = 30.0
_ABSENT: Final = 404
_REFUSED: Final = {409, 422}
_FORBIDDEN: Final = {401, 403}


class Registry:
    """A registry by its URL; user and password in it are sent as basic authentication, and never told.

    Every call raises Unreachable where nothing answers, UserError where the answer is not a registry's.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise UserError("--registry is no URL: write http://HOST:PORT, or https://")
        self._headers = {"Content-Type": CONTENT, "Accept": CONTENT} | _authorization(parts)
        self.name = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path.rstrip("/"), "", ""))

    def knows(self, subject: Subject) -> bool:
        """Tell whether exactly this schema is a version of the subject."""
        return self._call("POST", _path("subjects", subject.name), _body(subject)) is not None

    def is_compatible(self, subject: Subject) -> bool:
        """Tell whether the registry would take the schema; it takes any as the first of a subject."""
        path = _path("compatibility", "subjects", subject.name, "versions", "latest")
        answer = self._call("POST", path, _body(subject))
        return answer is None or bool(answer.get("is_compatible"))

    def add(self, subject: Subject) -> int:
        """Add a version, return the schema's id. Raise UserError with exit code 1 where the registry refuses it."""
        answer = self._call("POST", _path("subjects", subject.name, "versions"), _body(subject))
        if answer is None:
            raise self._strange()
        return int(answer["id"])

    def level(self, subject: Subject) -> str | None:
        """Return what new versions of the subject must keep; None where only the registry's default holds."""
        answer = self._call("GET", _path("config", subject.name))
        return None if answer is None else str(answer.get("compatibilityLevel"))

    def set_level(self, subject: Subject) -> None:
        """Let the subject's new versions be held to what the card says."""
        self._call("PUT", _path("config", subject.name), {"compatibility": subject.level})

    def _call(self, method: str, path: str, body: dict[str, str] | None = None) -> dict[str, Any] | None:
        """Return the answer's object, None where the registry knows no such thing."""
        data = None if body is None else json.dumps(body).encode()
        # The scheme was checked when the connection was made.
        request = Request(f"{self.name}/{path}", data, self._headers, method=method)  # noqa: S310
        try:
            with urlopen(request, timeout=ANSWER_S) as answer:  # noqa: S310
                return _object(answer.read())
        except HTTPError as refused:
            self._demand_absent(refused)
            return None
        except (URLError, HTTPException, TimeoutError, OSError):
            raise Unreachable(f"no schema registry answers at {self.name}") from None
        except ValueError:
            raise self._strange() from None

    def _demand_absent(self, refused: HTTPError) -> None:
        """Return where the registry says that there is no such thing; raise what else it says."""
        if refused.code in _FORBIDDEN:
            raise Unreachable(
                f"the schema registry at {self.name} refuses the user (HTTP {refused.code})"
            ) from None
        try:
            said = _object(refused.read())
        except ValueError:
            raise self._strange() from None
        if refused.code == _ABSENT:
            return
        if refused.code in _REFUSED:
            raise UserError(f"{self.name} refuses: {said.get('message', refused.code)}", exit_code=1) from None
        raise Unreachable(f"{self.name}: HTTP {refused.code}") from None

    def _strange(self) -> UserError:
        return UserError(f"{self.name} answers, but not as a schema registry does")


def _path(*steps: str) -> str:
    return "/".join(quote(step, safe="") for step in steps)


def _body(subject: Subject) -> dict[str, str]:
    # Avro is what a registry takes a schema for that does not say; old ones know no other word.
    return {"schema": subject.text} | ({} if subject.form == Form.AVRO else {"schemaType": subject.form})


def _object(answer: bytes) -> dict[str, Any]:
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise ValueError("no object")  # noqa: TRY004  # bad data, not a wrong argument
    return found


def _authorization(parts: SplitResult) -> dict[str, str]:
    if parts.username is None:
        return {}
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
