"""Units beside one another: city values, ranks, shortfalls, coverage and likeness."""
