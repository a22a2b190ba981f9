"""Uploads: presigned PUTs, and what becomes of the bytes that arrive."""
