"""The characters of pictures: records, poses, faces, and the figures drawn from them."""
