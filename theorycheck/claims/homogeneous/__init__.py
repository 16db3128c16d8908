"""Positively homogeneous networks (survey, §I-D and §III-D)."""
