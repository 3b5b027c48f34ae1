"""The add-in of LibreOffice Calc: a thin component in its Python, and a worker in ours."""
