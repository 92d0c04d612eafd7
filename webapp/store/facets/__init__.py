"""Which events of a revision have what its timeline can be narrowed to, kept with the revision.

The events that it has in the present are numbered from 0 by their *places* in the order of time. Each value
of each filter is the set of the places of its events, so that views are counted without asking for an event.
"""
