"""The HTTP side of all API functions: resolver, callers, forms, rate limits, idempotency."""
