"""A file is what its content says, or it is refused."""

import pytest

import phantoms_files as files
from jindan.catalogue import knows
from jindan.server.artifacts.errors import (
    DisguisedContent,
    NameAndContentDisagree,
    UnsupportedContent,
)
from jindan.server.artifacts.media_types import ACCEPTED, written_type_of
from jindan.server.artifacts.sniffing.content import SAMPLE_BYTES, FileSample, accept


def sample(content):
    head, tail = content[:SAMPLE_BYTES], content[-SAMPLE_BYTES:]
    return FileSample(head=head, tail=tail, size=len(content))


@pytest.mark.parametrize("kind", files.ACCEPTED)
def test_accepted_type_is_known_by_its_content(kind):
    content, media_type = files.ACCEPTED[kind]
    assert accept(sample(content), name="0001", number=1).name == media_type


def test_every_accepted_type_has_a_phantom():
    assert {kind.name for kind in ACCEPTED} == {name for _, name in files.ACCEPTED.values()}


@pytest.mark.parametrize("kind", files.REFUSED)
@pytest.mark.parametrize("name", ["x", "x.dcm", "x.png", "x.csv", "x.pdf"])
def test_other_content_is_refused_whatever_its_name(kind, name):
    with pytest.raises(UnsupportedContent):
        accept(sample(files.REFUSED[kind]), name=name, number=1)


@pytest.mark.parametrize("kind", files.DISGUISED)
def test_content_of_two_kinds_is_refused(kind):
    with pytest.raises(DisguisedContent):
        accept(sample(files.DISGUISED[kind]), name="x", number=1)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (files.PNG, "scan.pdf"),
        (files.PNG, "scan.PDF"),
        (files.PNG, "scan.jpg"),
        (files.PNG, "scan.png.exe"),
        (files.PNG, "scan.html"),
        (files.PNG, "scan.svg"),
        (files.PDF, "report.docx.js"),
        (files.dicom(), "image.png"),
        (files.nifti(), "volume.nii.gz"),
        (files.CSV, "table.xlsx"),
        (files.xlsx(), "table.csv"),
        (files.zipped(["a.dcm"]), "a.dcm"),
    ],
)
def test_name_of_another_type_is_refused(content, name):
    with pytest.raises(NameAndContentDisagree):
        accept(sample(content), name=name, number=1)


@pytest.mark.parametrize(
    "name", ["IM0001", "1.2.840.113619.2.55.3", "slice.001", "진단", "a.b.DCM", "x.ima"]
)
def test_dicom_may_bear_any_name_that_no_type_claims(name):
    assert accept(sample(files.dicom()), name=name, number=1).slug == "dicom"


@pytest.mark.parametrize("name", ["table.csv", "table.tsv", "table.txt", "TABLE.CSV"])
def test_tables_bear_any_table_name(name):
    assert accept(sample(files.TSV), name=name, number=1).slug == "tsv"


def test_problem_says_which_file_of_the_request():
    with pytest.raises(UnsupportedContent) as problem:
        accept(sample(b"x"), name="x", number=7)
    assert problem.value.values == {"number": 7}


@pytest.mark.parametrize("kind", ACCEPTED, ids=lambda kind: kind.slug)
def test_every_accepted_type_has_a_title(kind):
    assert knows(f"media-type-{kind.slug}")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("segmentation.nii.gz", "application/x-nifti-gzip"),
        ("table.tsv", "text/tab-separated-values"),
        ("3d.html", "text/html"),
        ("facts.json", "application/json"),
        ("organs.glb", "model/gltf-binary"),
        ("odd", "application/octet-stream"),
    ],
)
def test_written_files_get_their_type_by_suffix(name, media_type):
    assert written_type_of(name) == media_type
