"""Runs and maps that explorers show, all of them computed beforehand."""
