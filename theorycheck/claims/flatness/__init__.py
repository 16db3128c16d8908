"""Flat and sharp minima: what rescaling the layers of a network does to curvature."""
