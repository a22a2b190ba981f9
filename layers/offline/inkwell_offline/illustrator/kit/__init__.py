"""The vector kit: paths, a canvas that records drawing verbs, and two ways out of it (pixels, SVG)."""
