"""Notebooks that learners handed in, run and judged: ``python -m lessonkit.grade FOLDER``.

Each runs in a process of its own, in which the grader checks what the learner's cells hand to
`lessonkit.check`, in its own copy of the checks and after putting back what those cells have put in
its place. That holds back what merely claims to pass, not code that goes looking for the grader in
its process; and the machine is not protected at all. Run it in a container.
"""
