"""What the console says when the embedded cloud is ready."""

DEMO_USER = "demo"
DEMO_PASSWORD = "demo-password"

_API = """
Inkwell is ready at {url}
  demo user: {user}, password: {password} (of this machine only)
  AWS services: {endpoint}

Try
  curl {url}/health
  curl {url}/openapi.json
  curl "{endpoint}/?list-type=2"

Ctrl-C stops it and keeps the data; make reset forgets them.
"""

_SERVICES_ONLY = """
Inkwell's AWS services are ready at {endpoint}

Ctrl-C stops them and keeps the data; make reset forgets them.
"""


def banner(url: str | None, endpoint: str) -> str:
    """Return the text.

    Args:
        url: address of the API; None when it is not served.
        endpoint: address of the embedded AWS services.
    """
    text = _API if url else _SERVICES_ONLY
    return text.format(url=url, endpoint=endpoint, user=DEMO_USER, password=DEMO_PASSWORD)
