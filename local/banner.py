"""The text on the console when the embedded cloud is ready."""

DEMO_USER = "demo"
DEMO_PASSWORD = "demo-password"

_API = """
Inkwell is ready at {url}
  the studio in a browser: {url}/studio
  demo user: {user}, password: {password} (of this machine only)
  AWS services: {endpoint}

Try
  curl {url}/health
  curl -X POST {url}/reference-kits -H 'Content-Type: application/json' \\
    -d '{{"name": "Juno", "sourceImageUrl": "{sample}"}}'
  curl {url}/reference-kits

Picture books: {url}/kids and {url}/bible
Documentation: {url}/docs
{stripe}
Ctrl-C stops it and keeps the data; make reset forgets them.
"""

_SERVICES_ONLY = """
Inkwell's AWS services are ready at {endpoint}

Ctrl-C stops them and keeps the data; make reset forgets them.
"""


_STRIPE = """
Plans: {url}/studio/index.html#/billing
Stripe test server: {stripe} (a page with what was paid, and a clock to turn forward)
"""


def banner(url: str | None, endpoint: str, sample: str, stripe: str | None = None) -> str:
    """Return the text.

    Args:
        url: address of the API; None when it is not served.
        endpoint: address of the embedded AWS services.
        sample: address of a picture to make a kit of.
        stripe: address of the Stripe test server; None where there is none.
    """
    text = _API if url else _SERVICES_ONLY
    stripe_text = _STRIPE.format(url=url, stripe=stripe) if stripe else ""
    return text.format(
        url=url, endpoint=endpoint, sample=sample, user=DEMO_USER, password=DEMO_PASSWORD, stripe=stripe_text
    )
