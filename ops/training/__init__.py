"""`sumvay train`: the reader of members' messages learns, is measured, and its card is written."""
