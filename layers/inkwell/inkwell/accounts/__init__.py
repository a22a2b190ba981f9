"""Accounts: users, passwords, API keys, sessions."""
