"""What Reconnect brings to the Python side. Imports nothing, so that naming the package costs nothing."""

__version__ = "0.1.0"
