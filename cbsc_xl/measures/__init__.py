"""The library: one module per group of measures, one small function per measure.

A measure needs only the standard library; the name of each parameter is a fact.
"""
