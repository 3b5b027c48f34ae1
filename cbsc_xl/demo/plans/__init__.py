"""What the company wants to reach with each customer group, and how far it is."""

from __future__ import annotations

from cbsc_xl.demo.plans.care_homes import CARE_HOMES
from cbsc_xl.demo.plans.event_caterers import EVENT_CATERERS
from cbsc_xl.demo.plans.hotels import HOTELS
from cbsc_xl.demo.plans.restaurants import RESTAURANTS

PLANS = (HOTELS, RESTAURANTS, CARE_HOMES, EVENT_CATERERS)
