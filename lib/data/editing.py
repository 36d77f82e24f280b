"""Who may write: one decision, made when a page is drawn and again at every write.

`EDITING=off` (the default), `local` or `oidc`. Everything here fails closed: what is not known to
be allowed is refused, with a reason in words.
"""

from __future__ import annotations

import ipaddress
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from lib.text import N_

Mode = Literal["off", "local", "oidc"]

ENVIRONMENT = "EDITING"
EDITORS = "EDITORS"

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

# A proxy stands between: loopback is then the proxy's address, not the reader's.
_FORWARDING = frozenset({"forwarded", "via", "x-real-ip"})
_FORWARDING_STARTS = ("x-forwarded", "x-original-", "x-envoy-", "cf-")
_FORWARDING_ENDS = ("client-ip", "clientip", "connecting-ip")

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

    An address that begins with @ stands for everyone of that domain.
    """

    mode: Mode
    editors: frozenset[str] = frozenset()

    def lists(self, address: str) -> bool:
        """Whether an address is an editor's."""
        name = address.casefold()
        local, _, domain = name.partition("@")
        return bool(local) and (name in self.editors or f"@{domain}" in self.editors)


class EditingError(ValueError):
    """A setting that cannot be read, with its name, what was found and what was expected."""


def rules(environment: Mapping[str, str] = os.environ) -> Rules:
    """The rules in `EDITING` and `EDITORS` (addresses by commas or spaces).

    Raises EditingError for another word than off, local and oidc, and for what is no address.
    """
    word = environment.get(ENVIRONMENT, "").strip().lower() or "off"
    if word not in get_args(Mode):
        raise EditingError(f"{ENVIRONMENT}={word!r}: expected one of {', '.join(get_args(Mode))}")
    names = environment.get(EDITORS, "").replace(",", " ").casefold().split()
    for name in names:
        if name.count("@") != 1 or name.endswith("@"):
            raise EditingError(f"{EDITORS}: {name!r} is neither an address nor @domain")
    return Rules(word, frozenset(names))  # type: ignore[arg-type]  # checked above


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
            said = _not_local(headers, bound)
            return Refused(said, {}) if said else Allowed(LOCAL_EDITOR)
        case "oidc":
            return _signed_in(rules, user)


def _not_local(headers: Mapping[str, str], bound: str | None) -> str | None:
    """Why a request is not the own computer's, or None."""
    if not _is_loopback(bound) or not _is_loopback(headers.get(BOUND_HEADER)):
        return NOT_LOOPBACK
    if any(map(_tells_of_a_proxy, headers)):
        return FORWARDED
    if not _is_loopback(headers.get(PEER_HEADER)):
        return FOREIGN
    return None if _asks_itself(headers) else FOREIGN


def _tells_of_a_proxy(name: str) -> bool:
    return (
        name in _FORWARDING
        or name.startswith(_FORWARDING_STARTS)
        or name.endswith(_FORWARDING_ENDS)
    )


def _asks_itself(headers: Mapping[str, str]) -> bool:
    """Whether the page that asks was served under a name of this computer, by this server."""
    host, origin = headers.get("host", ""), headers.get("origin")
    if not _is_loopback(_name_of(f"//{host}")):
        return False
    # A page of another site, opened on this computer, says so here. None at all is no browser.
    if origin is not None and urlsplit(origin).netloc != host:
        return False
    return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")


def _signed_in(rules: Rules, user: Mapping[str, Any]) -> Allowed | Refused:
    address = user.get("email")
    if not isinstance(address, str) or not address or user.get("is_logged_in") is not True:
        return Refused(NO_SIGN_IN, {})
    if user.get("email_verified", True) not in (True, "true"):
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


def _is_loopback(name: str | None) -> bool:
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
