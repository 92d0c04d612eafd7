"""Parley: a timeline of a negotiation in which every event shows the exact words it rests on."""

__version__ = "0.1.0"
