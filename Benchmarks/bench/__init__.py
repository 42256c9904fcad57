"""What the benchmarks share; each of them prints one JSON object."""
