"""The questions by which people look for a measure; the group of a measure decides where it appears."""

from __future__ import annotations

QUESTIONS: dict[str, tuple[str, ...]] = {
    "Are our customers satisfied?": ("satisfaction",),
    "Will they come back and recommend us?": ("loyalty",),
    "Are we losing customers?": ("retention",),
    "Do we solve their problems, and fast enough?": ("service",),
    "Which channels do customers use, and what does that cost?": ("channel",),
    "How often do they buy, and how much?": ("purchase",),
    "What is a customer worth to us, and what are we worth to the customer?": ("value",),
    "Which customers earn us money?": ("profitability", "value"),
    "Where does growth come from?": ("acquisition", "market", "innovation"),
    "What does it take to win a customer?": ("acquisition",),
    "Will customers pay what they owe?": ("risk",),
    "What do customers do for us besides buying?": ("roles",),
}
