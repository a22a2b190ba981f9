"""Stories for children whose reader chooses the way: who, where, what happens, and how it is told."""
