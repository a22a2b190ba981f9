"""Everybody who can play in a picture: records, poses, faces, and the figures drawn from them."""
