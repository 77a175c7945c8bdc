"""Tags of the readers' paper."""
