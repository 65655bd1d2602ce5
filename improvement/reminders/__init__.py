"""Who is reminded of what by e-mail, and what did not arrive."""
