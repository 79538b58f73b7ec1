"""Recognition: the spaCy pipeline, its components and their training."""
