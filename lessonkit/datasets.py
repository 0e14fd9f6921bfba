"""Data sets as plain arrays: features with a bias column, integer labels, a fixed split."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

_HERE = Path(__file__).parent


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images as rows of features, split into a training and a test part.

    Attributes:
        X_train, X_test: ``(examples, features)`` floats; the last feature is always 1, so that
            the last column of a weight matrix is the bias.
        y_train, y_test: ``(examples,)`` integers, the class of each example.
        image_shape: the shape of one image.
        classes: the name of each class.
        name: what the data set is called.
        mean: the image that was subtracted from every image, 0 if none was.
    """

    X_train: np.ndarray
    y_train: np.ndarray
    X_test: np.ndarray
    y_test: np.ndarray
    image_shape: tuple[int, ...]
    classes: tuple[str, ...]
    name: str
    mean: np.ndarray | float = 0.0

    def images(self, X: np.ndarray) -> np.ndarray:
        """Return rows of features, or of weights, as images ``(examples, *image_shape)``."""
        return np.asarray(X)[..., :-1].reshape(*np.shape(X)[:-1], *self.image_shape)

    def __repr__(self) -> str:
        train, features = self.X_train.shape
        return (
            f"<Dataset {self.name}: {train} training and {len(self.X_test)} test examples, "
            f"{features} features, {len(self.classes)} classes>"
        )


def load_digits() -> Dataset:
    """Load the 1,797 handwritten digits of 8 × 8 pixels that ship with the course.

    Returns:
        A `Dataset` with 1,297 training and 500 test examples of 65 features: 64 pixels from 0 to
        1 and a feature that is always 1. The split is fixed.

    >>> digits = load_digits()
    >>> digits
    <Dataset digits: 1297 training and 500 test examples, 65 features, 10 classes>
    >>> digits.images(digits.X_train).shape
    (1297, 8, 8)

    Reference: Alpaydin and Kaynak, UCI Machine Learning Repository, 1998 (see data/README.md).
    """
    # In an installed wheel the data lies inside the package, in a checkout beside it.
    folders = [_HERE / "data", _HERE.parent / "data"]
    file = next((f / "digits.npz" for f in folders if (f / "digits.npz").exists()), None)
    if file is None:
        raise FileNotFoundError(
            f"digits.npz is in none of {', '.join(map(str, folders))}; reinstall the course"
        )
    with np.load(file) as data:
        return Dataset(
            X_train=_features(data["train_images"], scale=16),
            y_train=data["train_labels"].astype(np.int64),
            X_test=_features(data["test_images"], scale=16),
            y_test=data["test_labels"].astype(np.int64),
            image_shape=(8, 8),
            classes=tuple("0123456789"),
            name="digits",
        )


def _features(images: np.ndarray, scale: float) -> np.ndarray:
    pixels = images.reshape(len(images), -1) / scale
    return np.hstack([pixels, np.ones((len(images), 1))])
