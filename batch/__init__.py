"""Many assessments of one standard at once: on all cores or many machines, stopped and taken up again at any moment."""
