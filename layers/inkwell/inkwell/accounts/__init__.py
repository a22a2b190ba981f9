"""Who callers are: users, passwords, sessions."""
