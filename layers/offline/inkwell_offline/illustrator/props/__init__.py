"""Things: plants, buildings, furniture, toys. Each stands on (0, 0) of its frame; a bunny is 400 units tall."""
