"""Pages in shards: what is worked out once stays on disk, and is worked out again only where something changed."""
