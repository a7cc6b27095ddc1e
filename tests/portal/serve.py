"""``python -m tests.portal.serve``: a small portal on a free port, for the browser; says its address on the first line.

A process of its own with a database of its own: the browser's requests need no
thread in the tests' process, and no test database is flushed.
"""

from __future__ import annotations

import os
import sys
from datetime import date

import django


def populate() -> None:
    """One of everything a page can show."""
    from enforcement.models import Agency
    from tests.portal.factory import (
        home,
        make_agency,
        make_edition,
        make_law,
        make_leniency,
        make_record,
        withdraw,
    )

    home()
    government = make_agency("云岭市人民政府", "gov", kind=Agency.Kind.GOVERNMENT)
    food = make_agency("云岭市市场监督管理局", "scjg", parent=government, complaint_phone="12315", duty="负责市场综合监督管理。", address="云岭市中山路8号")
    code = make_law("生态环境法典", "fadian")
    old = make_law("噪声污染防治法", "zaosheng", replaced_by=code, replaced_on=date(2026, 8, 15))
    make_edition("A1", begins=date(2020, 1, 1), tiers=(("一般", "占用人行道", "处200元以上1000元以下罚款"),))
    lenient = make_edition("A1", remark="以市容巡查记录为准", statutory_penalty="责令改正，可以处五万元以下罚款")
    make_leniency(lenient, "首次违法，当场改正", begins=date(2025, 1, 1))
    make_leniency(lenient)
    make_record("云城罚2025-1", lenient)
    words = (("轻微", "初次施工扰民，当场停工", "可以不予处罚"), ("一般", "劝阻后当晚停工", "处1万元以上3万元以下罚款"), ("严重", "拒绝停工", "处3万元以上10万元以下罚款"))
    make_edition("A2", act="夜间施工噪声扰民", law=old, domain="噪声", tiers=words)
    withdraw(make_edition("A3"))
    for number in range(30):
        make_edition(f"B{number:02d}", act=f"经营超过保质期第{number}类食品", agency=food, domain="食品安全", law=make_law("食品安全法", "shipin"), article=124)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.core.management import call_command
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    from search.engines.elastic import client
    from search.indexer import rebuild_all

    call_command("migrate", verbosity=0)
    client.READ_SECONDS = 60.0  # a machine that is busy with tests is no outage
    populate()
    rebuild_all()

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.set_app(get_wsgi_application())
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
