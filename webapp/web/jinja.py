"""Jinja, with less done for each value that a page shows and each macro that it calls: a page has hundreds.

What templates may say, and what comes of it, is the same.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType, FunctionType
from typing import Any

from flask.templating import Environment as FlaskEnvironment
from jinja2 import Environment as JinjaEnvironment
from jinja2 import Template
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape
from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]


def shown(value: object) -> str:
    """A value as it stands in HTML. It is joined to the page at once, and need not say that it is safe."""
    if type(value) is str:
        return _escaped(value)
    return value if type(value) is Markup else escape(value)


class Calling(Context):
    def call(
        self,
        called: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: Any = None,
        _block_vars: Any = None,
        **named: Any,
    ) -> Any:
        """Macros and plain functions want nothing of a context, but whether it escapes: it does."""
        kind = type(called)
        if kind is Macro:
            if len(args) == called._argument_count and not named and not called.caller:  # type: ignore[attr-defined]
                return str.__new__(Markup, called._func(*args))  # type: ignore[attr-defined]
            return called(self.eval_ctx, *args, **named)
        if kind is FunctionType and not hasattr(called, "jinja_pass_arg"):
            return called(*args, **named)
        return super().call(called, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


class Compiled(Template):
    @classmethod
    def from_code(cls, environment: JinjaEnvironment, code: CodeType, *rest: Any, **named: Any) -> Template:
        made = super().from_code(environment, code, *rest, **named)
        made.root_render_func.__globals__["escape"] = shown
        return made


class Environment(FlaskEnvironment):
    template_class = Compiled
    context_class = Calling

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """A plain dict: each import in each page looks at all of them."""
        return {**self.globals, **d} if d else self.globals
