"""The text models: one module per provider, all behind the port `TextModel`."""
