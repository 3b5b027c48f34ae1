"""Excel on Windows: a VBA wrapper per function, xlwings' DLL, one Python process."""
