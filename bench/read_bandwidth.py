"""Measure memory read bandwidth of all cores in GB/s: the sum of 400 MB of numbers, median of 15 runs.

    python read_bandwidth.py        (needs torch)
"""
import statistics
import time

import torch

numbers = torch.ones(10**8)  # zeros are not backed by memory until they are written


def seconds():
    start = time.perf_counter()
    numbers.sum()
    return time.perf_counter() - start


seconds()
print(f"read  {numbers.numel() * 4 / statistics.median(seconds() for _ in range(15)) / 1e9:5.1f} GB/s", flush=True)
