"""The demo company: its files, its books, its scorecard and its story."""
