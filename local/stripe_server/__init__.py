"""A Stripe of our own for tests and ``make run STRIPE=test-server``: what the studio asks of it, pages to click
through, signed webhooks, and a clock that can be turned forward.

It keeps everything in memory, and sends nothing but webhooks to the studio.

Source: https://docs.stripe.com/api and https://docs.stripe.com/webhooks, and the library's own parameter types
"""

from local.stripe_server.server import StripeServer

__all__ = ["StripeServer"]
