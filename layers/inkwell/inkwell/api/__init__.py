"""The HTTP side that every API function shares: the resolver, who is calling, forms, rate limits, idempotency."""
