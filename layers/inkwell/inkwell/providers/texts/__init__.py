"""The text models: one module per provider, all behind `drafts.TextWriter`."""
