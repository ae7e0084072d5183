"""Runs PySpark programs in processes of their own and writes down everything a user could see of them.

`host` is the process that the prover talks to. It keeps the JVMs of `jvms` and one `zygote` for classic and one for
Connect; a zygote forks a process for each run (`program`), which puts values (`values`) and exceptions (`failures`)
into JSON. `files` reads back what a run wrote, `variants` makes further data sets from those that a run read.
"""
