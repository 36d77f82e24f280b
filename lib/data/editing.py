"""Who may write: one decision, made when a page is drawn and again at every write.

`EDITING=off` (the default), `local` or `oidc`. Everything here fails closed: what is not known to
be allowed is refused, with a reason in words.
"""

from __future__ import annotations

import ipaddress
import os
import re
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from lib.text import N_

Mode = Literal["off", "local", "oidc"]

ENVIRONMENT = "EDITING"
EDITORS = "EDITORS"
TOKEN = "EDITING_TOKEN"  # noqa: S105 - a setting's name
UNVERIFIED = "EDITORS_UNVERIFIED"

_TOKEN_FORM = re.compile(r"[A-Za-z0-9_-]{16,128}")

LOCAL_EDITOR = "local"
"""Who stands in versions and log when editing needs no sign-in."""

SIGN_IN_SECONDS = 12 * 3600
"""How long after signing in someone may write; reading has no end.

Streamlit's cookie lives for thirty days, whatever became of the account since: a working day is
enough.
"""

# Seconds that a provider's clock may be ahead of ours.
_CLOCKS_APART = 300

# The server's own middleware sets these; what a client sends under these names is dropped first.
BOUND_HEADER = "x-hanoiso-bound"
PEER_HEADER = "x-hanoiso-peer"

# What a browser itself sends. Anything else was added on the way: a proxy stands between, and
# loopback is then the proxy's address, not the reader's. Proxies have too many names to list.
_OF_BROWSERS = frozenset(
    {
        "accept", "accept-charset", "accept-encoding", "accept-language",
        "access-control-request-headers", "access-control-request-method", "authorization",
        "cache-control", "connection", "content-length", "content-type", "cookie", "device-memory",
        "dnt", "downlink", "dpr", "ect", "host", "if-match", "if-modified-since", "if-none-match",
        "if-range", "if-unmodified-since", "keep-alive", "origin", "pragma", "priority", "purpose",
        "range", "referer", "rtt", "save-data", "te", "trailer", "transfer-encoding", "upgrade",
        "upgrade-insecure-requests", "user-agent", "viewport-width", "x-requested-with",
        "x-xsrftoken",
        BOUND_HEADER, PEER_HEADER,
    }
)  # fmt: skip
_OF_BROWSERS_STARTS = ("sec-", "x-streamlit-")

IS_OFF = N_("Editing is switched off on this server (EDITING=off). Figures can be read only.")
NOT_LOOPBACK = N_(
    "Editing without sign-in works only on the computer that the program runs on, and this server "
    "can be reached from others."
)
FORWARDED = N_(
    "Editing without sign-in works only on the computer that the program runs on, and this request "
    "was passed on by another server."
)
FOREIGN = N_(
    "Editing without sign-in works only on the computer that the program runs on, and this request "
    "comes from elsewhere."
)
NO_TOKEN = N_(
    "To edit, open the address that the program printed when it started, with its token, once in "
    "this browser."
)
NO_SIGN_IN = N_("Sign in to edit.")
NOT_VERIFIED = N_("You are signed in, but your address has not been verified, so you cannot edit.")
TOO_LONG_AGO = N_("You signed in too long ago to edit. Sign in again.")
NO_EDITOR = N_("You are signed in as {address}, which is not among the editors of this server.")


@dataclass(frozen=True, slots=True)
class Allowed:
    """Editing is allowed to `editor`, an address or `local`."""

    editor: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Editing is refused; `said` is a message id, filled from `params`."""

    said: str
    params: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Rules:
    """What this server was told: the mode, and the addresses that may edit under `oidc`.

    An address that begins with @ stands for everyone of that domain. `token` is what a browser of
    this computer has to bring under `local`; without one nobody may. `takes_unverified` tells that
    an identity provider's addresses hold although it does not say that it verified them.
    """

    mode: Mode
    editors: frozenset[str] = frozenset()
    token: str = ""
    takes_unverified: bool = False

    def lists(self, address: str) -> bool:
        """Whether an address is an editor's."""
        name = address.casefold()
        local, _, domain = name.partition("@")
        return bool(local) and (name in self.editors or f"@{domain}" in self.editors)


class EditingError(ValueError):
    """A setting that cannot be read, with its name, what was found and what was expected."""


def rules(environment: Mapping[str, str] = os.environ) -> Rules:
    """The rules in `EDITING`, `EDITORS` (addresses by commas or spaces) and what goes with them.

    Raises EditingError for another word than off, local and oidc, and for what is no address.
    Where `EDITING_TOKEN` says none, a token is made up.
    """
    word = environment.get(ENVIRONMENT, "").strip().lower() or "off"
    if word not in get_args(Mode):
        raise EditingError(f"{ENVIRONMENT}={word!r}: expected one of {', '.join(get_args(Mode))}")
    names = environment.get(EDITORS, "").replace(",", " ").casefold().split()
    for name in names:
        if name.count("@") != 1 or name.endswith("@"):
            raise EditingError(f"{EDITORS}: {name!r} is neither an address nor @domain")
    unverified = environment.get(UNVERIFIED, "").strip().lower() or "no"
    if unverified not in ("yes", "no"):
        raise EditingError(f"{UNVERIFIED}={unverified!r}: expected yes or no")
    token = environment.get(TOKEN, "").strip() or secrets.token_urlsafe(24)
    if not _TOKEN_FORM.fullmatch(token):
        raise EditingError(f"{TOKEN}: expected 16 to 128 letters, digits, - and _")
    return Rules(
        word,  # type: ignore[arg-type]  # checked above
        frozenset(names),
        token if word == "local" else "",
        unverified == "yes",
    )


def may_edit(
    rules: Rules,
    headers: Mapping[str, str],
    bound: str | None,
    user: Mapping[str, Any],
) -> Allowed | Refused:
    """Whether a request may write.

    `headers` are the request's, with names in lower case and `BOUND_HEADER` and `PEER_HEADER` as
    the server's own middleware set them. `bound` is the address that the server was told to listen
    on. `user` holds the claims of who signed in, empty for nobody.
    """
    match rules.mode:
        case "off":
            return Refused(IS_OFF, {})
        case "local":
            said = _not_local(headers, bound, rules.token)
            return Refused(said, {}) if said else Allowed(LOCAL_EDITOR)
        case "oidc":
            return _signed_in(rules, user)


def _not_local(headers: Mapping[str, str], bound: str | None, token: str) -> str | None:
    """Why a request is not the own computer's and its owner's, or None."""
    if not is_loopback(bound) or not is_loopback(headers.get(BOUND_HEADER)):
        return NOT_LOOPBACK
    if any(map(is_of_a_proxy, headers)):
        return FORWARDED
    if not is_loopback(headers.get(PEER_HEADER)) or not _asks_itself(headers):
        return FOREIGN
    return None if _brings(token, headers) else NO_TOKEN


def _brings(token: str, headers: Mapping[str, str]) -> bool:
    name = cookie_name(headers.get("host", ""))
    cookies = (one.strip().partition("=") for one in headers.get("cookie", "").split(";"))
    brought = [value for key, _, value in cookies if key == name]
    return bool(token) and any(
        secrets.compare_digest(one.encode(), token.encode()) for one in brought
    )


def cookie_name(host: str) -> str:
    """The cookie that bears the token; browsers share cookies between the ports of a computer."""
    return f"hanoiso_editor_{host.rpartition(':')[2] if ':' in host else ''}"


def is_of_a_proxy(name: str) -> bool:
    """Whether a header, its name in lower case, is none that a browser sends by itself."""
    return name not in _OF_BROWSERS and not name.startswith(_OF_BROWSERS_STARTS)


def _asks_itself(headers: Mapping[str, str]) -> bool:
    """Whether the page that asks was served under a name of this computer, by this server."""
    host, origin = headers.get("host", ""), headers.get("origin")
    if not is_loopback(_name_of(f"//{host}")):
        return False
    # A page of another site, opened on this computer, says so here. None at all is no browser.
    if origin is None or urlsplit(origin).netloc != host:
        return False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _signed_in(rules: Rules, user: Mapping[str, Any]) -> Allowed | Refused:
    address = user.get("email")
    if not isinstance(address, str) or not address or user.get("is_logged_in") is not True:
        return Refused(NO_SIGN_IN, {})
    # What is not said is not known: of a provider with many tenants anyone may bear any address.
    if user.get("email_verified", rules.takes_unverified) not in (True, "true"):
        return Refused(NOT_VERIFIED, {})
    if not rules.lists(address):
        return Refused(NO_EDITOR, {"address": address})
    if not _is_recent(user.get("iat")):
        return Refused(TOO_LONG_AGO, {})
    return Allowed(address.casefold())


def _is_recent(issued: object) -> bool:
    """Whether a token was issued, in seconds since 1970, less than a working day ago."""
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return False
    return -_CLOCKS_APART <= time.time() - issued < SIGN_IN_SECONDS


def _name_of(address: str) -> str | None:
    """The host's name in an address, without port and brackets."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def is_loopback(name: str | None) -> bool:
    """Whether a name or address is this computer, as seen by itself alone."""
    if not name:
        return False
    if name.casefold() == "localhost":
        return True
    try:
        found = ipaddress.ip_address(name)
    except ValueError:
        return False
    mapped = getattr(found, "ipv4_mapped", None)
    return (mapped or found).is_loopback
