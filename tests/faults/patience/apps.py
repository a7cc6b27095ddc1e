"""An app of the processes of a short trial. What hangs must be told by the product's own time-out: ``HURRIED`` leaves it as it is."""

from __future__ import annotations

import os

from django.apps import AppConfig

#: In the environment of a process that shall give up as soon as it does in production.
HURRIED = "FAULTS_HURRIED"


class Patience(AppConfig):
    """Changes what the portal holds as constants, before anything is asked."""

    name = "tests.faults.patience"
    label = "patience"

    def ready(self) -> None:
        from search.engines import standby
        from search.engines.elastic import client
        from search.management.commands import search_drain

        search_drain.LONGEST_PAUSE = 2.0
        standby.FIRST_REST = standby.LONGEST_REST = 2.0
        if HURRIED not in os.environ:
            client.READ_SECONDS = 60.0
