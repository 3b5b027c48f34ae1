"""Programs that the tests start in a process of their own."""

collect_ignore = ["call_udf.py", "windows/excel.py"]
