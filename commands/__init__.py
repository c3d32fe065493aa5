"""What the commands of the command line share, and the commands that `pipeline.py` does not hold itself."""
