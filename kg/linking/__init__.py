"""One entity for one thing: names resolved within an article, then across the corpus."""
