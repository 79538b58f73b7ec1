"""A build in other formats, for other programs: quads, triples, JSON-LD, network files, and CSV folders for importers."""

from kg.export.formats import FORMATS, export

__all__ = ["FORMATS", "export"]
