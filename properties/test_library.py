"""Every claim of the package, as pytest items (the plugin turns this one object into all of them)."""
from theorycheck.pytest_plugin import library
claims = library()
