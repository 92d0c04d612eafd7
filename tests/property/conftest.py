"""Properties hold however slow the machine is: no example has a deadline."""

from hypothesis import settings

settings.register_profile("parley", deadline=None)
settings.load_profile("parley")
