"""The HTTP side that every API function shares: the resolver, who is calling, error envelopes, idempotency."""
