"""Properties hold however slow the machine is: no example has a deadline.

Continuous integration draws the same examples every time, so that a change fails for what it changes;
everywhere else new ones are drawn, which is how rare mistakes are found.
"""

import os

from hypothesis import settings

settings.register_profile("parley", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("parley")
