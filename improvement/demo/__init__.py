"""Demonstration data: the files in fixtures/, read and brought in through the same services that people use."""
