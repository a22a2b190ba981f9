"""Passages of scripture for children, retold in our own words; all quotations are from the King James Version (1769)."""
