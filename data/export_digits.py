"""Write digits.npz from scikit-learn's copy of the digits (kept to show where it is from).

Needs scikit-learn, which the course itself does not: python data/export_digits.py
"""

from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits

SEED = 0
TEST = 500

if __name__ == "__main__":
    digits = load_digits()
    # The source is sorted by writer; a shuffle makes both parts samples of the same thing.
    order = np.random.default_rng(SEED).permutation(len(digits.target))
    images = digits.images.astype(np.uint8)[order]
    labels = digits.target.astype(np.uint8)[order]
    np.savez_compressed(
        Path(__file__).with_name("digits.npz"),
        train_images=images[:-TEST],
        train_labels=labels[:-TEST],
        test_images=images[-TEST:],
        test_labels=labels[-TEST:],
    )
