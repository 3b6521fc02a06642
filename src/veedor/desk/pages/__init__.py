"""The pages of the desk: one module for each, registered by one line here, in the order of the navigation.

A module of this room lists what it answers, pages, actions and files, in `ANSWERS`.
"""

from __future__ import annotations

from itertools import chain

from veedor.desk.asking import Action, Page, Raw
from veedor.desk.pages import (
    actor,
    actors,
    chart_script,
    deciding,
    document,
    documents,
    figures,
    forecasts,
    home,
    judging_names,
    log,
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
    queue,
    documents,
    document,
    versions,
    taking_in,
    timeline,
    actors,
    judging_names,
    actor,
    talks,
    forecasts,
    figures,
    search,
    log,
    statement,
    deciding,
    chart_script,
    sign_in,
)

ALL: tuple[Page | Action | Raw, ...] = tuple(chain.from_iterable(module.ANSWERS for module in _MODULES))
"""Everything that the desk answers."""
PAGES: tuple[Page, ...] = tuple(one for one in ALL if isinstance(one, Page))
