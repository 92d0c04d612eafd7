"""JSON for programs: the shape of each page, what fills it, and how OpenAPI describes it.

A document says in `parley` which version of the shapes it has. Within a version keys are added, and never
renamed, moved or taken away; what they hold keeps its meaning.
"""
