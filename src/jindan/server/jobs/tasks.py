"""The only Celery task that runs analyses. It wakes the engine; the database decides what runs."""

from celery import current_app, shared_task
from celery.signals import worker_ready, worker_shutting_down

from jindan.server.jobs import engine, scratch
from jindan.server.jobs.attempt import WORKER_ENDS

MOST_WAKE_UPS = 100
"""In the broker for one queue: more would wake nobody more, and a long queue of jobs would fill it up."""


@shared_task(name="jobs.run_next", ignore_result=True)  # type: ignore[untyped-decorator]
def run_next(queue: str) -> None:
    """Run the most urgent waiting job of a queue; when one was there, look again for the next."""
    if engine.execute_next(queue):
        send_wake_up(queue)


def send_wake_up(queue: str) -> None:
    """Leave a wake-up for a worker, unless plenty wait there. Raises kombu's OperationalError, OSError."""
    with current_app.producer_or_acquire() as producer:
        declared = current_app.amqp.queues[queue].bind(producer.channel).queue_declare()
        if declared.message_count < MOST_WAKE_UPS:
            run_next.apply_async([queue], queue=queue, retry=False, producer=producer)


@worker_ready.connect  # type: ignore[untyped-decorator]
def sweep_scratch(**_: object) -> None:
    """A worker that was killed left plain copies of its inputs; the next on the machine removes them."""
    scratch.sweep()


@worker_shutting_down.connect  # type: ignore[untyped-decorator]
def give_jobs_back(**_: object) -> None:
    """What runs here waits again at once, rather than until its lease has ended."""
    WORKER_ENDS.set()
