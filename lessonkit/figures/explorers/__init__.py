"""The pictures that stand for explorers wherever no widget can run."""
