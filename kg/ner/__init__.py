"""Recognition: the spaCy pipeline, its components and what they have learnt."""
