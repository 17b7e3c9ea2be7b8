"""What is counted: statements without transaction control, and CPU of any process."""

import os
import time

import pytest
from django.db import connection, transaction

from bench.meter import cpu_of, measured, sql_listed


@pytest.mark.django_db
def test_transaction_control_is_not_counted() -> None:
    with sql_listed() as sql, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert sql == ["SELECT 1"]


@pytest.mark.django_db
def test_the_work_is_done_at_least_once_and_its_sql_counted_once() -> None:
    done: list[int] = []

    def work() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 2")
        done.append(1)
        return "answer"

    found = measured(work, seconds=0)
    assert (found.answer, found.sql, found.calls) == ("answer", ["SELECT 2"], 1)
    assert len(done) > found.calls


def test_the_cpu_of_a_process_can_be_read_from_outside() -> None:
    before = time.process_time()
    seen = cpu_of(os.getpid())
    assert before - 0.1 <= seen <= time.process_time() + 0.1
