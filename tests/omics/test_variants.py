"""Variants become a table of genes: what a specimen carries and what alters a protein is counted, and nothing twice."""

import pytest

from jindan.omics.tables.opening import open_tables

HEAD = """##fileformat=VCFv4.2
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tU1\tU2
"""
TP53 = "ANN=G|missense_variant|MODERATE|TP53|x"


def variant(*, alt="G", info=TP53, genotypes=("0/1", "0/0"), passed="PASS", form="GT"):
    return "\t".join(["1", "100", ".", "A", alt, ".", passed, info, form, *genotypes]) + "\n"


def counts(folder, *variants, head=HEAD):
    path = folder / "made.vcf"
    path.write_text(head + "".join(variants))
    [sheet] = open_tables(path)
    rows = [cells for _, cells in sheet.rows(range(len(sheet.header)))]
    told = {row[0]: dict(zip(sheet.header[1:], row[1:], strict=True)) for row in rows}
    return told, {note.code: note.values for note in sheet.notes}


def test_each_specimen_is_counted_for_itself(tmp_path):
    told, notes = counts(tmp_path, variant(), variant(genotypes=("1|1", "0/1")))
    assert told == {"U1": {"TP53": 2.0}, "U2": {"TP53": 1.0}}
    assert notes["omics-build"] == {"build": "GRCh38"}


def test_only_the_alleles_that_are_carried_count(tmp_path):
    info = "ANN=G|missense_variant|MODERATE|TP53|x,T|stop_gained|HIGH|KRAS|x"
    told, _ = counts(tmp_path, variant(alt="G,T", info=info, genotypes=("0/1", "0/2")))
    assert told == {"U1": {"TP53": 1.0, "KRAS": 0.0}, "U2": {"TP53": 0.0, "KRAS": 1.0}}


def test_a_spanning_deletion_is_counted_where_it_begins(tmp_path):
    span = variant(alt="*", info="ANN=*|stop_gained|HIGH|TP53|x", genotypes=("1/1", "0/0"))
    assert counts(tmp_path, variant(), span)[0]["U1"] == {"TP53": 1.0}


@pytest.mark.parametrize("alt", ["-", "<DEL>"])
def test_a_deletion_however_it_is_written_counts(tmp_path, alt):
    deleted = variant(alt=alt, info=f"ANN={alt}|frameshift_variant|HIGH|TP53|x")
    assert counts(tmp_path, deleted)[0]["U1"] == {"TP53": 1.0}


def test_what_alters_no_protein_is_not_counted(tmp_path):
    near = "ANN=G|missense_variant|MODERATE|TP53|x,G|upstream_gene_variant|MODIFIER|WRAP53|x"
    assert counts(tmp_path, variant(info=near))[0]["U1"] == {"TP53": 1.0}


def test_what_vep_writes_is_read_where_its_header_says(tmp_path):
    vep = '##INFO=<ID=CSQ,Number=.,Description="VEP. Format: Allele|Consequence|SYMBOL|IMPACT">\n'
    head = HEAD.replace("#CHROM", f"{vep}#CHROM")
    told, _ = counts(tmp_path, variant(info="CSQ=-|frameshift|KRAS|HIGH"), head=head)
    assert told["U1"] == {"KRAS": 1.0}


def test_what_was_left_out_is_told_with_its_row(tmp_path):
    failed = variant(passed="germline", genotypes=("0/1", "0/1"))
    told, notes = counts(tmp_path, variant(genotypes=("./.", "0/1")), failed)
    assert told == {"U1": {"TP53": 0.0}, "U2": {"TP53": 1.0}}
    assert notes["omics-genotypes-missing"] == {"count": 1, "row": 4}
    assert notes["omics-variants-filtered"] == {"count": 1, "row": 5}


def test_the_genotype_is_found_wherever_it_stands(tmp_path):
    told, _ = counts(tmp_path, variant(form="DP:GT", genotypes=("31:0/1", "30:0/0")))
    assert told == {"U1": {"TP53": 1.0}, "U2": {"TP53": 0.0}}


def test_an_exome_is_counted_line_by_line(tmp_path):
    told, _ = counts(tmp_path, *[variant()] * 20_000)
    assert told["U1"] == {"TP53": 20_000.0}


def test_a_maf_leaves_silent_variants_out(tmp_path):
    path = tmp_path / "made.maf"
    rows = ["KRAS\tMissense_Mutation\tU1", "KRAS\tSilent\tU1", "TP53\tSilent\tU2"]
    path.write_text(
        "\n".join(
            ["#version 2.4", "Hugo_Symbol\tVariant_Classification\tTumor_Sample_Barcode", *rows]
        )
    )
    [sheet] = open_tables(path)
    assert list(sheet.rows([0, 1])) == [(2, ["U1", 1.0]), (3, ["U2", 0.0])]
