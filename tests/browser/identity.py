"""An identity provider for tests: OpenID Connect's discovery, authorize, token and keys."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT = "hanoiso"

Claims = dict[str, Any]
Sign = Callable[["Provider", Claims], str]


def signed(provider: Provider, claims: Claims) -> str:
    """A token as a provider signs it, with the key that it shows to everyone."""
    return jwt.encode({"alg": "RS256", "kid": provider.key.kid}, claims, provider.key)


@dataclass
class Provider:
    """A provider that asks nobody for a password: whoever comes is `who`.

    `changes` are claims that the next tokens carry in place of the right ones, a missing one being
    None; `sign` makes the token. `given` holds every token and code that was handed out.
    """

    url: str = ""
    client_secret: str = field(default_factory=lambda: secrets.token_hex(16))
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "of-today"}))
    who: Mapping[str, Any] = field(default_factory=dict)
    changes: Mapping[str, Any] = field(default_factory=dict)
    sign: Sign = signed
    given: list[str] = field(default_factory=list)
    # What was asked along with each code: the address to return to, nonce and challenge.
    asked: dict[str, dict[str, str]] = field(default_factory=dict)

    def says(
        self, address: str, *, sign: Sign = signed, changes: Mapping[str, Any] | None = None
    ) -> None:
        """Let whoever comes next be `address`."""
        self.who = {"sub": address, "email": address, "email_verified": True}
        self.sign, self.changes = sign, changes or {}

    def described(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
        }

    def keys(self) -> dict[str, Any]:
        """The public half of the key."""
        return {"keys": [self.key.as_dict(private=False, use="sig", alg="RS256")]}

    def authorized(self, query: Mapping[str, str]) -> str:
        """Where a browser that was sent here goes on to: back, with a code."""
        code = secrets.token_urlsafe(16)
        self.asked[code] = dict(query)
        self.given.append(code)
        back = urlencode({"code": code, "state": query["state"]})
        return f"{query['redirect_uri']}?{back}"

    def token(self, form: Mapping[str, str], authorization: str) -> dict[str, Any] | None:
        """The answer to who brings a code; None where anything about it is wrong."""
        asked = self.asked.pop(form.get("code", ""), None)
        if asked is None or not self._is_client(form, authorization):
            return None
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked.get("code_challenge") != challenge:
            return None
        now = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": now, "exp": now + 600}
        claims |= {"nonce": asked["nonce"], **self.who, **self.changes}
        claims = {name: value for name, value in claims.items() if value is not None}
        tokens = {"id_token": self.sign(self, claims), "access_token": secrets.token_urlsafe(24)}
        self.given += tokens.values()
        return {**tokens, "token_type": "Bearer", "expires_in": 600}

    def _is_client(self, form: Mapping[str, str], authorization: str) -> bool:
        if authorization.startswith("Basic "):
            name, _, secret = base64.b64decode(authorization[6:]).decode().partition(":")
            return (unquote(name), unquote(secret)) == (CLIENT, self.client_secret)
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT, self.client_secret)


@contextmanager
def providing() -> Iterator[Provider]:
    """A provider that answers on loopback until the block ends."""
    provider = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", provider.authorized(_first(parts.query)))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            documents = {
                "/.well-known/openid-configuration": provider.described,
                "/keys": provider.keys,
            }
            made = documents.get(parts.path)
            self._answer(None if made is None else made())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            self._answer(provider.token(_first(body), self.headers.get("Authorization", "")))

        def _answer(self, found: dict[str, Any] | None) -> None:
            body = json.dumps(found or {"error": "invalid_grant"}).encode()
            self.send_response(400 if found is None else 200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Nothing: a test's output is no place for it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        provider.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()


def _first(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


def _part(content: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def tampered(provider: Provider, claims: Claims) -> str:
    """Rightly signed for somebody, then changed to name an editor."""
    head, body, mark = signed(provider, claims | {"email": "someone@else.example"}).split(".")
    changed = _part(claims)
    assert changed != body
    return f"{head}.{changed}.{mark}"


def of_another_key(_provider: Provider, claims: Claims) -> str:
    """Signed with a key of the same name that the provider never had."""
    return jwt.encode({"alg": "RS256", "kid": "of-today"}, claims, RSAKey.generate_key(2048))


def unsigned(_provider: Provider, claims: Claims) -> str:
    """A token that says that it needs no signature."""
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def by_public_key(provider: Provider, claims: Claims) -> str:
    """Signed with what everyone knows, the public key taken for a shared secret."""
    head = f"{_part({'alg': 'HS256', 'kid': provider.key.kid})}.{_part(claims)}"
    mark = hmac.digest(provider.key.as_pem(private=False), head.encode(), "sha256")
    return f"{head}.{base64.urlsafe_b64encode(mark).rstrip(b'=').decode()}"


def secrets_file(provider: Provider, address: str, cookie_secret: str) -> str:
    """The content of a secrets.toml for a server at `address`."""
    values = {
        "redirect_uri": f"{address}/oauth2callback",
        "cookie_secret": cookie_secret,
        "client_id": CLIENT,
        "client_secret": provider.client_secret,
        "server_metadata_url": f"{provider.url}/.well-known/openid-configuration",
    }
    lines = [f"{name} = {json.dumps(value)}" for name, value in values.items()]
    return "\n".join(["[auth]", *lines, ""])
