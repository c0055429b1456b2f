"""The version, by itself: whoever reports it need not load the rest."""

__version__ = "0.1.0"
