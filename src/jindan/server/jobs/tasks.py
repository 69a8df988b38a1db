"""The only Celery task that runs analyses. It wakes the engine; the database decides what runs."""

from celery import shared_task

from jindan.server.jobs import engine


@shared_task(name="jobs.run_next", ignore_result=True)  # type: ignore[untyped-decorator]
def run_next(queue: str) -> None:
    """Run the most urgent waiting job of a queue; when one was there, look again for the next."""
    if engine.execute_next(queue):
        run_next.apply_async([queue], queue=queue, retry=False)
