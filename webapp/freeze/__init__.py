"""The whole site as files that any web server or archive can hold: `freeze`."""

from webapp.freeze.moment import Moment
from webapp.freeze.writing import FreezeError, Written, freeze

__all__ = ["FreezeError", "Moment", "Written", "freeze"]
