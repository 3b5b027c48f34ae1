"""The functions of the library in a spreadsheet: one catalogue for all hosts; no measure is named here."""
