"""A list of cases as its reader has it."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

from flask.testing import FlaskClient


def page_of(client: FlaskClient, address: str) -> str:
    response = client.get(address, follow_redirects=True)
    assert response.status_code == 200, address
    return str(response.get_data(as_text=True))


def total_of(html: str) -> int:
    found = re.search(r'data-total="(\d+)"', html)
    assert found is not None
    return int(found[1])


def sum_of(html: str, name: str) -> Decimal | None:
    found = re.search(rf'data-sum="{name}" value="([\d.]+)"', html)
    return Decimal(found[1]) if found else None


def ids_of(html: str) -> list[int]:
    return [int(one) for one in re.findall(r'class="row-link" href="/cases/(\d+)', html)]


def link(html: str, rel: str) -> str | None:
    found = re.search(rf'rel="{rel}" href="([^"]+)"', html)
    return unescape(found[1]) if found else None
