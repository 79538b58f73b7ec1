"""The sentences that the tagger learns from, and its training."""
