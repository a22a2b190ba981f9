"""What the console says when the embedded cloud is ready."""

DEMO_USER = "demo"
DEMO_PASSWORD = "demo-password"

_TEXT = """
Inkwell is ready at {url}
  user {user}, password {password} (this machine only)
  AWS services for the curious: {endpoint}

Try:
  curl {url}/health
  curl -s {url}/openapi.json | head -c 300
  aws --endpoint-url {endpoint} dynamodb list-tables

Ctrl-C stops it and keeps the data; make reset forgets them.
"""


def banner(url: str, endpoint: str) -> str:
    """Return the text.

    Args:
        url: address of the API.
        endpoint: address of the embedded AWS services.
    """
    return _TEXT.format(url=url, endpoint=endpoint, user=DEMO_USER, password=DEMO_PASSWORD)
