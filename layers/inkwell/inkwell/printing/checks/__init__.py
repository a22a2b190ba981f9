"""The print check: what a print service would refuse about a PDF, rule by rule."""
