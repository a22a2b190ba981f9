"""Places: sixteen settings, each with three layouts, described as data and painted by one painter."""
