"""Gigabytes a second that all cores together read from memory: the sum of 400 MB of numbers, the median of 15.

    python read_bandwidth.py        (torch)
"""
import statistics
import time

import torch

numbers = torch.ones(10**8)  # zeros would not be in memory before they are written


def seconds():
    start = time.perf_counter()
    numbers.sum()
    return time.perf_counter() - start


seconds()
print(f"read  {numbers.numel() * 4 / statistics.median(seconds() for _ in range(15)) / 1e9:5.1f} GB/s", flush=True)
