"""Pages follow each other without gaps or repeats, and odd cursors are refused."""

import base64
import json

import pytest
from django.utils import timezone

from jindan.server.accounts.models import Organisation
from jindan.server.kit.pagination import LARGEST_SIZE, InvalidCursor, page

pytestmark = pytest.mark.django_db


def cursor_of(values):
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


def walk(size):
    cursor, seen = None, []
    while True:
        part = page(Organisation.objects.all(), cursor=cursor, size=size)
        seen += [row.name for row in part.items]
        cursor = part.next
        if cursor is None:
            return seen


def organisations(count):
    return [Organisation.objects.create(name=f"Hospital {i:02d}") for i in range(count)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8])
def test_pages_hold_every_row_once_newest_first(size):
    names = [row.name for row in organisations(7)]
    assert walk(size) == names[::-1]


def test_rows_of_the_same_moment_are_not_lost():
    organisations(5)
    Organisation.objects.update(created_at=timezone.now())
    assert sorted(walk(2)) == [f"Hospital {i:02d}" for i in range(5)]


def test_a_row_added_meanwhile_does_not_shift_the_next_page():
    organisations(4)
    first = page(Organisation.objects.all(), size=2)
    Organisation.objects.create(name="New")
    second = page(Organisation.objects.all(), size=2, cursor=first.next)
    assert [row.name for row in second.items] == ["Hospital 01", "Hospital 00"]


def test_ascending_and_mixed_orders():
    organisations(5)
    order = ("name", "-id")
    first = page(Organisation.objects.all(), size=3, order_by=order)
    second = page(Organisation.objects.all(), size=3, order_by=order, cursor=first.next)
    assert [r.name[-1] for r in first.items + second.items] == ["0", "1", "2", "3", "4"]


def test_an_exactly_full_page_is_the_last():
    organisations(2)
    assert page(Organisation.objects.all(), size=2).next is None


def test_size_is_capped():
    Organisation.objects.bulk_create(
        [Organisation(name=f"Hospital {i}") for i in range(LARGEST_SIZE + 1)]
    )
    assert len(page(Organisation.objects.all(), size=10_000).items) == LARGEST_SIZE


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "%%%",
        "한글",
        "bm90IGpzb24",
        cursor_of({"a": 1}),
        cursor_of([]),
        cursor_of(["2026-01-01T00:00:00Z"]),
        cursor_of(["yesterday", "x"]),
        cursor_of([None, None]),
        cursor_of([["2026"], {}]),
        cursor_of([10**30, 1]),
    ],
)
def test_a_cursor_of_elsewhere_is_refused(cursor):
    with pytest.raises(InvalidCursor):
        page(Organisation.objects.all(), cursor=cursor)
