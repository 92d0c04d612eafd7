"""Dossier folders: files → validated objects, or every problem with its line."""

from webapp.dossier.problems import Problem
from webapp.dossier.read import read

__all__ = ["Problem", "read"]
