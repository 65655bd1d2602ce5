"""One action and rows of them, as pages show them."""
