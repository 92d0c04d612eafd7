"""Jinja, with less done for each value that a page shows and each macro that it calls: a page has hundreds.

What templates may say, and what comes of it, is the same.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import BuiltinMethodType, CodeType, FunctionType, MethodType
from typing import Any

from flask.templating import Environment as FlaskEnvironment
from jinja2 import Environment as JinjaEnvironment
from jinja2 import Template
from jinja2.runtime import Context, Macro
from jinja2.utils import missing
from markupsafe import Markup, escape
from markupsafe import _escape_inner as _escaped  # type: ignore[attr-defined]

PLAIN = {FunctionType, MethodType, BuiltinMethodType}


def shown(value: object) -> str:
    """A value as it stands in HTML. It is joined to the page at once, and need not say that it is safe."""
    if type(value) is str:
        return _escaped(value)
    if type(value) is int:
        return str(value)
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
            left = called._argument_count - len(args)  # type: ignore[attr-defined]
            if left >= 0 and not named and not called.caller:  # type: ignore[attr-defined]
                return str.__new__(Markup, called._func(*args, *[missing] * left))  # type: ignore[attr-defined]
            return called(self.eval_ctx, *args, **named)
        if kind in PLAIN and not hasattr(called, "jinja_pass_arg"):
            return called(*args, **named)
        return super().call(called, *args, _loop_vars=_loop_vars, _block_vars=_block_vars, **named)


class Compiled(Template):
    def render(self, *args: Any, **named: Any) -> str:
        """Let go of what it was given: a macro holds on to its context, and that to the macro.

        The thousands of things on a page would wait for a collection, which takes as long as some pages do.
        """
        context = self.new_context(dict(*args, **named))
        try:
            return self.environment.concat(self.root_render_func(context))
        except Exception:
            self.environment.handle_exception()
        finally:
            context.parent.clear()
            context.vars.clear()

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
