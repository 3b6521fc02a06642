"""The pages of the desk: one module for each, registered by one line here, in the order of the navigation.

A module of this room lists what it answers, pages, actions and files, in `ANSWERS`.
"""

from __future__ import annotations

from itertools import chain

from veedor.desk.asking import Action, Page, Raw
from veedor.desk.pages import (
    actor,
    actors,
    briefs,
    changed,
    channels,
    chart_script,
    deciding,
    document,
    documents,
    figures,
    forecast,
    forecast_scores,
    forecasts,
    home,
    incidents,
    issues,
    judging_names,
    log,
    own_password,
    queue,
    search,
    sign_in,
    statement,
    taking_in,
    talks,
    timeline,
    versions,
)

_MODULES = (
    home,
    changed,
    queue,
    documents,
    document,
    versions,
    taking_in,
    timeline,
    incidents,
    actors,
    judging_names,
    actor,
    talks,
    channels,
    issues,
    forecasts,
    forecast_scores,
    forecast,
    figures,
    briefs,
    search,
    log,
    statement,
    deciding,
    chart_script,
    sign_in,
    own_password,
)

ALL: tuple[Page | Action | Raw, ...] = tuple(chain.from_iterable(module.ANSWERS for module in _MODULES))
"""Everything that the desk answers."""
PAGES: tuple[Page, ...] = tuple(one for one in ALL if isinstance(one, Page))
