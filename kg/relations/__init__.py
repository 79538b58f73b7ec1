"""What sentences state about the names in them: one module a kind of statement."""
