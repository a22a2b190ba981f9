"""Keys of a Supabase project, and a server that publishes them."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

EC_KEY = ec.generate_private_key(ec.SECP256R1())
RSA_KEY = rsa.generate_private_key(65537, 2048)
SECRET = "the-jwt-secret-of-a-supabase-project-".ljust(64, "x")
SUBJECT = "8a0e1e1c-5d9a-4b61-9c1a-0f7d8f6f2a11"


def published(kid: str, key: Any = EC_KEY, **more: str) -> dict[str, str]:
    """A key as a JWKS shows it."""
    if isinstance(key, ec.EllipticCurvePrivateKey):
        shown = ECAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"alg": "ES256"}
    else:
        shown = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True) | {"alg": "RS256"}
    return {**shown, "kid": kid, "use": "sig", **more}


def claims(issuer: str, **changes: Any) -> dict[str, Any]:
    """The claims of a signed-in person; None takes one away."""
    now = int(time.time())
    said = {
        "iss": issuer,
        "aud": "authenticated",
        "exp": now + 3600,
        "iat": now,
        "sub": SUBJECT,
        "role": "authenticated",
        "aal": "aal1",
        "session_id": "3e0b7f0e-7a6b-4b0e-8f4b-1d2c3b4a5968",
        "email": "ada@example.com",
        "is_anonymous": False,
    }
    return {name: value for name, value in (said | changes).items() if value is not None}


def signed(said: dict[str, Any], key: Any = EC_KEY, algorithm: str = "ES256", kid: str | None = "k1") -> str:
    """A token."""
    return jwt.encode(said, key, algorithm, headers={"kid": kid} if kid else None)


class KeyServer:
    """Publishes keys, or whatever else a test wants, and counts how often it is asked."""

    def __init__(self, address: str) -> None:
        self.url = address
        self.issuer = f"{address}/auth/v1"
        self.status = 200
        self.answer: Any = {"keys": [published("k1"), published("k2", RSA_KEY)]}
        self.asked: list[str] = []


@contextmanager
def key_server() -> Iterator[KeyServer]:
    """A running one."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append(self.path)
            body = server.answer if isinstance(server.answer, bytes) else json.dumps(server.answer).encode()
            self.send_response(server.status)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = KeyServer(f"http://127.0.0.1:{http.server_port}")
    thread = threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
