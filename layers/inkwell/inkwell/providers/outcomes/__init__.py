"""The outcomes of each provider's answers as data: what it says in place of a result, and what that means."""
