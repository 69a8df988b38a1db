"""Strays go after a day; what is in use, or may be in a moment, stays."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import phantoms_files as files
from jindan.server.artifacts import services
from jindan.server.artifacts.models import StoredObject
from jindan.server.artifacts.storage.objects import storage
from outcomes import files_in

pytestmark = pytest.mark.django_db
DAYS_2 = 2 * 24 * 3600


def age(path):
    past = time.time() - DAYS_2
    os.utime(path, (past, past))


def made(tmp_path, content=files.CSV):
    path = tmp_path / "made.csv"
    path.write_bytes(content)
    return path


def object_file(stored):
    return Path(storage().path(stored.path))


def test_nothing_to_sweep_before_the_first_upload():
    assert services.sweep_strays() == 0


def test_old_temporary_file_goes_and_a_new_one_stays(home):
    folder = home / "objects" / "incoming"
    folder.mkdir(parents=True)
    (folder / "old").touch()
    (folder / "new").touch()
    age(folder / "old")
    assert services.sweep_strays() == 1
    assert [file.name for file in folder.iterdir()] == ["new"]


def test_object_in_use_stays_however_old(tenant, tmp_path):
    artifact = services.enter(
        services.store(made(tmp_path), organisation=tenant.organisation),
        case=tenant.case,
        by=tenant.user,
        name="x.csv",
    )
    StoredObject.objects.update(stored_at=timezone.now() - timedelta(days=2000))
    age(object_file(artifact.stored))
    assert services.sweep_strays() == 0
    assert object_file(artifact.stored).exists()


def test_bytes_that_no_artifact_names_go_after_a_day(tenant, tmp_path, home):
    stored = services.store(made(tmp_path), organisation=tenant.organisation)
    age(object_file(stored))
    assert services.sweep_strays() == 0  # kept today
    StoredObject.objects.update(stored_at=timezone.now() - timedelta(days=2))
    assert services.sweep_strays() == 1
    assert not StoredObject.objects.exists()
    assert files_in(home / "objects") == []


def test_bytes_that_came_again_today_stay(tenant, tmp_path):
    services.store(made(tmp_path), organisation=tenant.organisation)
    StoredObject.objects.update(stored_at=timezone.now() - timedelta(days=2))
    stored = services.store(made(tmp_path), organisation=tenant.organisation)
    age(object_file(stored))
    assert services.sweep_strays() == 0
    assert object_file(stored).exists()


def test_file_without_a_row_goes_after_a_day(tenant, tmp_path):
    stored = services.store(made(tmp_path), organisation=tenant.organisation)
    path = object_file(stored)
    stored.delete()
    assert services.sweep_strays() == 0
    age(path)
    assert services.sweep_strays() == 1
    assert not path.exists()
