"""The way back into a meeting that went on while the window was closed, or after the machine went down."""

from __future__ import annotations

from collections.abc import Callable

from pmdesk.ui.banner import Banner
from pmdesk.ui.context import Context
from pmdesk.ui.models.library_meetings import lines_of_today


def tell_running(ctx: Context, banner: Banner, open_review: Callable[[str], object]) -> None:
    """Say in the banner which meeting goes on, with a button that leads there. The keyboard stays where it is.

    Of several it is the one that began, or began to pause, last.
    """
    now, zone = ctx.clock.now(), ctx.clock.zone()
    lines = lines_of_today(ctx.meetings, ctx.words, now, zone)
    going = {review: line for review, line in lines.items() if line.goes_on}
    here = [one for one in ctx.library.summaries(now.to_tz(zone).date()) if one.id in going] if going else []
    if here:
        last = max(here, key=lambda one: going[one.id].since)
        number = ctx.words("window.number", number=last.number)
        title = last.title or ctx.words("window.untitled")
        text = ctx.words("window.meeting_goes_on", number=number, title=title, line=going[last.id].text)
        banner.show_news(text, ((ctx.words("window.go_there"), lambda: open_review(last.id)),))
