"""Broken tables, made by code: each with what is wrong, and the problem or note that must name the place.

The model asked is `urinary-panel`, of six features, or a phantom of sixteen genes.
"""

import io
import os
import pickle
import struct
import zipfile
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np
import openpyxl

HEAD = "sample,age,sex,creatinine,LYVE1,REG1B,TFF1"
ROW = "U1,60,F,0.9,4.8,210.5,820.1"
GOOD = f"{HEAD}\n{ROW}\n"
GENES = (
    "TP53",
    "KRAS",
    "EGFR",
    "MYC",
    "BRCA1",
    "BRCA2",
    "PTEN",
    "RB1",
    "CDK4",
    "MDM2",
    "SMAD4",
    "VHL",
    "ATM",
    "JAK2",
    "KIT",
    "MET",
)


@dataclass(frozen=True, kw_only=True)
class Broken:
    """One table: bytes, and the slug of the problem or the code of the note; row and column that must be named."""

    name: str
    content: bytes
    expected: str
    row: int
    column: str = "A"
    model: str = "urinary-panel"


NAME = "Honggildong"
"""A word of the file that no problem repeats: whoever sees a job sees its problem, and may not see the file."""


def swap(old, new, table=GOOD):
    assert old in table
    return table.replace(old, new).encode()


def genes(*, names=GENES, value=8.0, top=""):
    return f"{top}sample,{','.join(names)}\nU1,{','.join(str(value) for _ in names)}\n".encode()


def workbook(rows, *, parts=None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written, "a") as archive:
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return written.getvalue()


def bomb():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (64 << 20))
    return written.getvalue()


def linked_h5ad(folder: Path):
    path = folder / "linked.h5ad"
    with h5py.File(path, "w") as stored:
        stored["X"] = h5py.ExternalLink("/etc/passwd", "/X")
    return path.read_bytes()


def transposed():
    rows = zip(HEAD.split(","), ROW.split(","), strict=True)
    return "\n".join(f"{name},{value}" for name, value in rows).encode()


VCF = "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tU1\n1\t100\t.\tA\t*\t.\tPASS\tDP=3\tGT\t0/1\n"
TWO_BUILDS = (
    "##fileformat=VCFv4.2\n##reference=file:///ref/hg19.fa\n##contig=<ID=chr1,length=248956422>\n"
)
MAF = "Hugo_Symbol\tVariant_Classification\tTumor_Sample_Barcode\tNCBI_Build\nTP53\tMissense_Mutation\tU1\tGRCh37\n"
MIXED = f"{HEAD},비고\n{ROW},가\n".encode() + "U2,60,F,0.9,4.8,210.5,820.1,나\n".encode("cp949")


def vcf(*, head="", chrom="1", pos="100", alt="A", form="GT", genotype="0/1", row=None):
    """One annotated variant of one specimen."""
    columns = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tU1"
    told = f"{chrom}\t{pos}\t.\tG\t{alt}\t.\tPASS\tANN={alt}|missense_variant|MODERATE|TP53\t{form}\t{genotype}"
    return f"##fileformat=VCFv4.2\n{head}{columns}\n{told if row is None else row}\n".encode()


def endless(folder: Path):
    """One line of two gigabytes, of which a file system keeps the beginning only."""
    path = folder / "endless"
    path.write_bytes(b"sample,age\n" + b"x" * (1 << 20))
    os.truncate(path, 2 << 30)
    return path


def variants() -> list[Broken]:
    """Those of variants."""
    return [
        Broken(name="no genotype", content=vcf(form="DP", genotype="31"), expected="unreadable-genotype", row=3, column="I", model="genes"),
        Broken(name="no specimen", content=b"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n", expected="unreadable-genotype", row=2, column="I", model="genes"),
        Broken(name="allele that is not there", content=vcf(genotype="0/2"), expected="unreadable-genotype", row=3, column="J", model="genes"),
        Broken(name="variant cut off", content=vcf(row="1\t100\t.\tG"), expected="ragged-table", row=3, column="E", model="genes"),
        Broken(name="beyond the chromosome", content=vcf(chrom="chr21", pos="48000000", head="##reference=GRCh38\n"), expected="outside-reference", row=4, column="B", model="genes"),
        Broken(name="a name for a chromosome", content=vcf(chrom=NAME, pos="x"), expected="outside-reference", row=3, column="B", model="genes"),
        Broken(name="beyond its contig", content=vcf(chrom="chrUn_1", pos="5000", head="##contig=<ID=chrUn_1,length=4262>\n"), expected="outside-reference", row=4, column="B", model="genes"),
        Broken(name="build and lengths differ", content=TWO_BUILDS.encode(), expected="builds-differ", row=3, model="genes"),
        Broken(name="two builds", content=f"{MAF}KRAS\tMissense_Mutation\tU1\thg38\n".encode(), expected="builds-differ", row=3, column="D", model="genes"),
        Broken(name="MAF line cut off", content=f"{MAF}KRAS\tMissense_Mutation\n".encode(), expected="ragged-table", row=3, column="C", model="genes"),
    ]  # fmt: skip


def tables(folder: Path) -> list[Broken]:
    """Every broken table."""
    rows = [HEAD.split(","), ["U1", 60, "F", 0.9, 4.8, 210.5, 820.1]]
    return [
        Broken(name="nothing", content=b"", expected="empty-table", row=1),
        Broken(name="header alone", content=f"{HEAD}\n".encode(), expected="empty-table", row=2),
        Broken(name="one column", content=b"sample\nU1\n", expected="not-a-table", row=1),
        Broken(name="delimiter changes", content=swap("U1,60,F", "U1;60;F"), expected="ragged-table", row=2, column="F"),
        Broken(name="one cell more", content=f"{GOOD}{ROW},5\n".encode(), expected="ragged-table", row=3, column="H"),
        Broken(name="open quotation", content=swap("U1", '"U1'), expected="ragged-table", row=2),
        Broken(name="two encodings", content=MIXED, expected="broken-text", row=3, column="H"),
        Broken(name="thousands separator", content=swap("820.1", '"1,820.1"'), expected="unreadable-number", row=2, column="G"),
        Broken(name="decimal comma", content=GOOD.replace(",", ";").replace("210.5", "210,5").encode(), expected="unreadable-number", row=2, column="F"),
        Broken(name="below the limit", content=swap("4.8", "<0.01"), expected="unreadable-number", row=2, column="E"),
        Broken(name="formula", content=swap("4.8", "=cmd|' /C calc'!A0"), expected="unreadable-number", row=2, column="E"),
        Broken(name="infinity", content=swap("4.8", "inf"), expected="unreadable-number", row=2, column="E"),
        Broken(name="underscore", content=swap("820.1", "8_20"), expected="unreadable-number", row=2, column="G"),
        Broken(name="full-width digits", content=swap("820.1", "８２０"), expected="unreadable-number", row=2, column="G"),
        Broken(name="not measured", content=swap("4.8", "미측정"), expected="omics-cells-missing", row=2, column="E"),
        Broken(name="unknown sex", content=swap(",F,", ",3,"), expected="unknown-category", row=2, column="C"),
        Broken(name="feature twice", content=b"sample,age,sex,creatinine,LYVE1,REG1B,TFF1,P04155\nU1,60,F,0.9,4.8,210.5,820.1,3\n", expected="duplicate-feature", row=1, column="H"),
        Broken(name="specimen twice", content=f"{GOOD}{ROW}\n".encode(), expected="duplicate-specimen", row=3),
        Broken(name="several specimens", content=f"{GOOD}{ROW.replace('U1', 'U2')}\n".encode(), expected="several-specimens", row=3),
        Broken(name="exchanged", content=transposed(), expected="transposed-table", row=2),
        Broken(name="other unit", content=swap("creatinine", "creatinine (mg/dL)"), expected="wrong-unit", row=1, column="D"),
        Broken(name="a name for a unit", content=swap("creatinine", f"creatinine ({NAME})"), expected="wrong-unit", row=1, column="D"),
        Broken(name="no header", content=f"{ROW}\n{ROW}\n".encode(), expected="no-header", row=1, column="B"),
        Broken(name="nameless column", content=swap("REG1B", ""), expected="nameless-column", row=1, column="F"),
        Broken(name="a marker missing", content=swap("TFF1", "OTHER"), expected="no-known-features", row=1),
        Broken(name="impossible value", content=swap(",60,", ",600,"), expected="omics-value-impossible", row=2, column="B"),
        Broken(name="damaged names", content=genes(names=(*GENES, "1-Mar")), expected="omics-names-damaged", row=1, column="R", model="genes"),
        Broken(name="mouse", content=genes(names=[name.title() for name in GENES]), expected="wrong-species", row=1, column="B", model="genes"),
        Broken(name="mouse identifiers", content=genes(names=[f"ENSMUSG{n:011}" for n in range(16)]), expected="wrong-species", row=1, column="B", model="genes"),
        Broken(name="probes", content=genes(names=[f"{n}_at" for n in range(200, 216)]), expected="wrong-platform", row=1, column="B", model="genes"),
        Broken(name="raw counts", content=genes(value=255.0), expected="wrong-scale", row=2, column="B", model="genes"),
        Broken(name="pickle", content=pickle.dumps({"a": 1}), expected="not-a-table", row=1),
        Broken(name="R's own file", content=b"RDX3\nX\n", expected="not-a-table", row=1),
        Broken(name="web page", content=b"<html><table></table></html>", expected="not-a-table", row=1),
        Broken(name="bytes", content=struct.pack("<8d", *range(8)), expected="not-a-table", row=1),
        Broken(name="bomb", content=bomb(), expected="table-too-large", row=1),
        Broken(name="entities", content=workbook(rows, parts={"xl/extra.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), expected="unsafe-table", row=1),
        Broken(name="external links", content=workbook(rows, parts={"xl/externalLinks/externalLink1.xml": "<x/>"}), expected="unsafe-table", row=1),
        Broken(name="workbook with a word", content=workbook([rows[0], [*rows[1][:-1], "many"]]), expected="unreadable-number", row=2, column="G"),
        Broken(name="linked file", content=linked_h5ad(folder), expected="unsafe-table", row=1),
        Broken(name="variants without genes", content=VCF.encode(), expected="unannotated-variants", row=3, column="H", model="genes"),
        Broken(name="a million columns", content=f"sample,{','.join(f'c{n}' for n in range(1_000_000))}\n".encode(), expected="table-too-large", row=1, column="KIVI"),
        *variants(),
    ]  # fmt: skip


def gene_cohort():
    """A cohort of logarithms for the phantom of genes."""
    chance = np.random.default_rng(5)
    truth = np.arange(80) % 2
    table = chance.normal(8, 1, (80, len(GENES)))
    table[:, 0] += truth
    return truth, table
