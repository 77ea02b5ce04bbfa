"""What the commands do and print; the command line itself is in `monitor.cli`."""
