"""What people, or a program, judged on top of statements: appended to the log, taken back as anything else."""
