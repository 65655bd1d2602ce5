"""How actions depend on each other, on other plans and on programmes outside: gathered, drawn, listed."""
