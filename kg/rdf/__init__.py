"""What leaves as RDF: the Turtle of a build, questions to it, and whether it keeps what the shapes promise."""
