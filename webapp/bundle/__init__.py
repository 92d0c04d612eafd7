"""A dossier as one zip file: the author's folder, byte for byte, and a manifest that says what is in it.

    istanbul-2025/dossier.md
    istanbul-2025/events/….md
    istanbul-2025/sources/….md
    istanbul-2025/manifest.json

All stands in one folder named by the dossier's id, so that what comes out of it can be given to `parley` as a
folder, too. The same revision always makes the same bytes: names in order, no times, the manifest last. It is
written as it goes, and read within bounds.
"""

from webapp.bundle.faults import Fault
from webapp.bundle.manifest import Manifest
from webapp.bundle.reading import Unpacked, unpacked
from webapp.bundle.writing import Content, packed

__all__ = ["Content", "Fault", "Manifest", "Unpacked", "packed", "unpacked"]
