"""What a worker does, in the process of the test."""

from jindan.server.jobs import engine


def work():
    """The most urgent job, until none waits."""
    while engine.execute_next("cpu"):
        pass
