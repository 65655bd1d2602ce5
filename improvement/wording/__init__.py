"""Words compared: as prose, with what was changed, near the same, copied, standing still."""
