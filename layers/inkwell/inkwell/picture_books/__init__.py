"""Picture books: an interactive story whose scenes have pictures; visitors read it without an account."""
