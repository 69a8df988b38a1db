"""The only Celery task that runs analyses. It wakes the engine, and the database decides what runs."""

from celery import current_app, shared_task
from celery.signals import worker_ready, worker_shutting_down

from jindan.server.jobs import engine, scratch
from jindan.server.jobs.attempt import WORKER_ENDS

MOST_WAKE_UPS = 100
"""Limit for one queue in the broker. More would wake no further worker, and a long queue of jobs would fill it."""


@shared_task(name="jobs.run_next", ignore_result=True)  # type: ignore[untyped-decorator]
def run_next(queue: str) -> None:
    """Run the next job of a queue. If there was one, send a wake-up for the next."""
    if engine.execute_next(queue):
        send_wake_up(queue)


def send_wake_up(queue: str) -> None:
    """Send a wake-up for a worker, unless MOST_WAKE_UPS wait already. Raises kombu's OperationalError, OSError."""
    with current_app.producer_or_acquire() as producer:
        declared = current_app.amqp.queues[queue].bind(producer.channel).queue_declare()
        if declared.message_count < MOST_WAKE_UPS:
            run_next.apply_async([queue], queue=queue, retry=False, producer=producer)


@worker_ready.connect  # type: ignore[untyped-decorator]
def sweep_scratch(**_: object) -> None:
    """Remove the plain copies of inputs that a killed worker left on this machine."""
    scratch.sweep()


@worker_shutting_down.connect  # type: ignore[untyped-decorator]
def give_jobs_back(**_: object) -> None:
    """Return the running jobs to the queue at once, instead of when their leases end."""
    WORKER_ENDS.set()
