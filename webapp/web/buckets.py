"""Token buckets: whoever asks for much at once has to wait, whoever asks for little never does."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

MOST = 10_000  # clients that are remembered: a few megabytes, however many addresses somebody has


class Buckets:
    """A bucket for each client: it holds `allowance` tokens, and as many flow into it a minute."""

    def __init__(self, allowance: int, most: int = MOST, clock: Callable[[], float] = time.monotonic) -> None:
        self._allowance = allowance
        self._most = most
        self._clock = clock
        self._held: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()  # tokens, and as of when
        self._lock = threading.Lock()

    def take(self, client: Hashable, tokens: int) -> int:
        """Take tokens from the client's bucket; 0, or the seconds after which there will be enough of them.

        What costs more than a bucket holds takes a full one. A client that has not asked for the longest
        time is forgotten, and so begins anew, where there are more than `most`.
        """
        flow, wanted = self._allowance / 60, min(tokens, self._allowance)
        with self._lock:
            now = self._clock()
            held, since = self._held.pop(client, (float(self._allowance), now))
            held = min(self._allowance, held + (now - since) * flow)
            enough = held >= wanted
            self._held[client] = (held - wanted if enough else held, now)
            if len(self._held) > self._most:
                self._held.popitem(last=False)
        return 0 if enough else max(1, math.ceil((wanted - held) / flow))

    def __len__(self) -> int:
        """How many clients are remembered."""
        return len(self._held)
