"""The models one would write in ten lines, to be compared with in the same run."""

import warnings

import numpy as np
from sklearn.ensemble import RandomForestClassifier, StackingClassifier
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, StandardScaler

warnings.simplefilter("ignore", ConvergenceWarning)


def concatenated_regression(train, truth, test):
    """All columns side by side, standardised, logistic regression as scikit-learn comes."""
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    return model.fit(np.hstack(train), truth).predict_proba(np.hstack(test))


def forest(train, truth, test, *, seed=0):
    """All columns side by side, a random forest of 300 trees."""
    model = RandomForestClassifier(300, random_state=seed, n_jobs=1)
    return model.fit(np.hstack(train), truth).predict_proba(np.hstack(test))


def stacking(train, truth, test, *, seed=0):
    """scikit-learn's StackingClassifier over one logistic regression for each view."""
    ends = np.cumsum([0, *(part.shape[1] for part in train)])
    views = [
        (
            f"view{n}",
            make_pipeline(
                _columns(ends[n], ends[n + 1]), StandardScaler(), LogisticRegression(max_iter=1000)
            ),
        )
        for n in range(len(train))
    ]
    model = StackingClassifier(views, LogisticRegression(max_iter=1000))
    return model.fit(np.hstack(train), truth).predict_proba(np.hstack(test))


def _columns(first, last):
    return FunctionTransformer(lambda table: table[:, first:last])
