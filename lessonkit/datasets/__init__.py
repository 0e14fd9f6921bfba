"""Data sets as plain arrays: features with a bias column, integer labels, a fixed split."""

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lessonkit.i18n import _

_HERE = Path(__file__).parent.parent
# In an installed wheel the data lies inside the package, in a checkout beside it.
DIGITS_FILES = (_HERE / "data" / "digits.npz", _HERE.parent / "data" / "digits.npz")
DIGITS_SHA256 = "c0db6ea59bd914ae3ef83e69fe46deb3db24b6ae3597e3c0de6d08237278b6b3"


class DataError(OSError):
    """A data set is not there or not whole; the message says what to do."""


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

    Raises:
        DataError: when the file is missing or damaged.

    Reference: Alpaydin and Kaynak, UCI Machine Learning Repository, 1998 (see data/README.md).
    """
    with np.load(io.BytesIO(_digits_file())) as data:
        return Dataset(
            X_train=_features(data["train_images"], scale=16),
            y_train=data["train_labels"].astype(np.int64),
            X_test=_features(data["test_images"], scale=16),
            y_test=data["test_labels"].astype(np.int64),
            image_shape=(8, 8),
            classes=tuple("0123456789"),
            name="digits",
        )


def _digits_file() -> bytes:
    """Return digits.npz, or raise DataError unless it is the very file that was shipped."""
    file = next((each for each in DIGITS_FILES if each.exists()), None)
    if file is None:
        folders = ", ".join(str(each.parent) for each in DIGITS_FILES)
        raise DataError(
            _(
                "digits.npz is in none of {folders}. Get the file data/digits.npz "
                "of the course again and put it into one of them.",
                folders=folders,
            )
        )
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataError(
            _(
                "{file} cannot be read ({error}). Allow reading, or put the file data/digits.npz "
                "of the course there again.",
                file=file,
                error=error.strerror or error,
            )
        ) from None
    if hashlib.sha256(content).hexdigest() != DIGITS_SHA256:
        raise DataError(
            _(
                "{file} is damaged: it has {size:,} bytes, and they are not those of the course. "
                "Get the file data/digits.npz of the course again and put it in its place.",
                file=file,
                size=len(content),
            )
        )
    return content


def _features(images: np.ndarray, scale: float) -> np.ndarray:
    pixels = images.reshape(len(images), -1) / scale
    return np.hstack([pixels, np.ones((len(images), 1))])
