"""Reference kits: from one picture of a character, a set of references that keep its identity."""
