"""What inspectors found, and which actions answer it."""
