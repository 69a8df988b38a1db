"""Time and memory: one patient and a wide cohort, against a literal script of pickle, pandas and scikit-learn.

Each measurement is a process of its own, so that peak memory means something.
"""

import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ONE = "sample,age,sex,creatinine,LYVE1,REG1B,TFF1\nU1,67,F,0.90,4.80,210.5,820.1\n"
WARM = 20


def run(tables, *, keep, is_fast):
    rows, columns = (500, 2000) if is_fast else (10_000, 20_000)
    told = keep(f"serving/{rows}", lambda: {"lines": _measured(rows=rows, columns=columns)})
    print(*told["lines"], sep="\n", flush=True)


def _measured(*, rows, columns):
    """All measurements in one go, so that they compare."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "one.csv").write_text(ONE, encoding="utf-8")
        _plain_model(place / "one.pkl", columns=6)
        _write_cohort(place / "cohort.csv", rows=rows, columns=columns)
        _wide_model(place)
        _plain_model(place / "wide.pkl", columns=columns)
        size = (place / "cohort.csv").stat().st_size / 2**20
        return [
            _measure("jindan, one patient", "ours_one", place),
            _measure("literal script, one patient", "literal_one", place),
            _measure(
                "jindan, one patient in a confined child, with charts", "ours_confined", place
            ),
            f"cohort: {rows} × {columns}, {size:.0f} MiB of CSV",
            _measure("jindan, cohort", "ours_cohort", place),
            _measure("jindan, cohort in a confined child", "ours_cohort_confined", place),
            _measure("literal script, cohort", "literal_cohort", place),
        ]


def _measure(name, task, folder):
    code = f"from omics import serving; serving.{task}({str(folder)!r})"
    root = Path(__file__).parents[1]
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True)
    whole = time.perf_counter() - begun
    if done.returncode:
        return f"{name}: failed ({done.stderr.strip().splitlines()[-1]})"
    told = json.loads(done.stdout.strip().splitlines()[-1])
    said = ", ".join(f"{key} {value:.1f}" for key, value in told.items())
    return f"{name}: process {whole:.2f} s, {said}"


def _tell(*, who=resource.RUSAGE_SELF, **told):
    used = resource.getrusage(who)
    seconds = used.ru_utime + used.ru_stime
    print(json.dumps(told | {"CPU s": seconds, "peak MiB": used.ru_maxrss / 1024}))


def ours_one(folder):
    from jindan.analysis import Workspace
    from jindan.omics.assessment import RiskParams
    from jindan.omics.engine import storing
    from jindan.omics.predicting import assess

    begun = time.perf_counter()
    model = storing.load("urinary-panel", assets=Path(folder))
    loaded = time.perf_counter()
    space = Workspace(
        inputs={"table": Path(folder) / "one.csv"}, outputs=Path(folder), assets=Path(folder)
    )
    times = []
    for _ in range(WARM):
        start = time.perf_counter()
        assess(space, RiskParams(model="urinary-panel"), model=model)
        times.append(time.perf_counter() - start)
    _tell(
        **{
            "load ms": 1e3 * (loaded - begun),
            "first ms": 1e3 * times[0],
            "warm median ms": 1e3 * np.median(times),
        }
    )


def literal_one(folder):
    import pickle

    import pandas

    times = []
    begun = time.perf_counter()
    model = pickle.loads((Path(folder) / "one.pkl").read_bytes())
    loaded = time.perf_counter()
    for _ in range(WARM):
        start = time.perf_counter()
        table = pandas.read_csv(Path(folder) / "one.csv", index_col=0)
        table["sex"] = (table["sex"] == "M").astype(float)
        model.predict_proba(table.to_numpy())
        times.append(time.perf_counter() - start)
    _tell(
        **{
            "load ms": 1e3 * (loaded - begun),
            "first ms": 1e3 * times[0],
            "warm median ms": 1e3 * np.median(times),
        }
    )


def ours_confined(folder):
    from jindan.omics.assessment import Assessment, RiskParams

    params = RiskParams(model="urinary-panel")
    _confined("jindan.omics.predicting:predict", "one.csv", params, Assessment, folder=folder)


def ours_cohort(folder):
    from jindan.analysis import Workspace
    from jindan.omics.assessment import CohortParams
    from jindan.omics.cohort import predict_cohort

    space = Workspace(
        inputs={"table": Path(folder) / "cohort.csv"}, outputs=Path(folder), assets=Path(folder)
    )
    begun = time.perf_counter()
    found = predict_cohort(space, CohortParams(model="wide"))
    _tell(**{"answering s": time.perf_counter() - begun, "specimens": found.specimens})


def ours_cohort_confined(folder):
    from jindan.omics.assessment import CohortParams, CohortSummary

    params = CohortParams(model="wide")
    compute = "jindan.omics.cohort:predict_cohort"
    _confined(compute, "cohort.csv", params, CohortSummary, folder=folder)


def _confined(compute, table, params, result, *, folder):
    from jindan.analysis import Workspace
    from jindan.confinement import parent
    from jindan.confinement.messages import Limits

    outputs = Path(folder) / "outputs"
    outputs.mkdir(exist_ok=True)
    begun = time.perf_counter()
    parent.run(
        compute,
        Workspace(inputs={"table-001": Path(folder) / table}, outputs=outputs, assets=Path(folder)),
        params,
        result=result,
        limits=Limits(memory_mb=4096, cpu_s=3600, wall_s=3600),
        tick=lambda: None,
        confined=lambda _how: None,
    )
    _tell(who=resource.RUSAGE_CHILDREN, **{"child s": time.perf_counter() - begun})


def literal_cohort(folder):
    import pickle

    import pandas

    begun = time.perf_counter()
    model = pickle.loads((Path(folder) / "wide.pkl").read_bytes())
    table = pandas.read_csv(Path(folder) / "cohort.csv", index_col=0)
    found = model.predict_proba(table.to_numpy())
    pandas.DataFrame(found, index=table.index).to_csv(Path(folder) / "literal.csv")
    _tell(**{"answering s": time.perf_counter() - begun, "specimens": len(table)})


def _plain_model(path, *, columns):
    import pickle

    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    chance = np.random.default_rng(0)
    model = make_pipeline(StandardScaler(), LogisticRegression())
    model.fit(chance.normal(size=(40, columns)), np.arange(40) % 2)
    path.write_bytes(pickle.dumps(model))


def _write_cohort(path, *, rows, columns):
    """Every row is one of fifty drawn ones, begun at another place."""
    chance = np.random.default_rng(1)
    heads = ",".join(f"G{n}" for n in range(columns))
    drawn = [[f"{value:.4f}" for value in chance.normal(size=columns)] for _ in range(50)]
    with path.open("w", encoding="utf-8") as stream:
        stream.write(f"sample,{heads}\n")
        for row in range(rows):
            cells, start = drawn[row % len(drawn)], 7 * row % columns
            stream.write(f"S{row},{','.join(cells[start:] + cells[:start])}\n")


def _wide_model(folder):
    """A linear model over every column of the cohort, as fitting would give it."""
    from jindan.omics.engine import storing
    from jindan.omics.engine.fusing import Fusion
    from jindan.omics.engine.model import OmicsModel
    from jindan.omics.installed import SHIPPED, read_manifest
    from jindan.omics.manifest import Feature, View
    from jindan.omics.names import NameKind

    with (folder / "cohort.csv").open() as stream:
        names = next(csv.reader(stream))[1:]
    features = tuple(Feature(name=n, keys=(n.lower(),), low=-6.0, high=6.0) for n in names)
    view = View(name="wide", kind=NameKind.OTHER, features=features, min_coverage=0.9)
    manifest = read_manifest(SHIPPED / "urinary-panel" / "manifest.toml")
    calibration = np.random.default_rng(3).dirichlet((1, 1), 200)
    fusion = Fusion(
        views=("wide",), weights=np.ones(1), bias=np.zeros(2), pull=1.0, calibration=calibration,
        truth=np.arange(200) % 2.0,
    )  # fmt: skip
    model = OmicsModel(
        manifest=manifest.model_copy(update={"name": "wide", "views": (view,)}),
        views={"wide": _wide_view(features)},
        fusions={("wide",): fusion},
        reference_truth=np.zeros(0),
    )
    storing.save(model, folder=folder / "omics" / "wide", card="")


def _wide_view(features):
    from jindan.omics.engine.model import FittedView
    from jindan.omics.engine.novelty import Novelty
    from jindan.omics.engine.scoring import Linear, Scaler

    chance, count = np.random.default_rng(2), len(features)
    scorer = chance.normal(size=(count, 1)) / 100
    directions = np.linalg.qr(chance.normal(size=(count, 5)))[0].T
    return FittedView(
        scaler=Scaler(
            features=features, knots=((),) * count, centre=np.zeros(count), scale=np.ones(count)
        ),
        scorer=Linear(
            coefficients=np.hstack([-scorer, scorer]),
            intercept=np.zeros(2),
            replicas=np.zeros((0, count + 1, 2)),
        ),
        novelty=Novelty(
            directions=directions,
            spread=np.ones(5),
            within=np.full(200, 50.0),
            off=np.full(200, 3.0 * count),
            reference=np.zeros((0, 5)),
        ),
    )
