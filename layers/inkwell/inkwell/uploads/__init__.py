"""Uploads: presigned PUTs, and the checks of the pictures that arrive."""
