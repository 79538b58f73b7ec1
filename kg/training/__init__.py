"""The sentences that the models learn from, and their training."""
