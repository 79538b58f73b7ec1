"""The report of a build: one page that opens from a disk, so that a bad batch of pages shows."""
