"""Committee papers and status forms: pure rendering. No models, no queries, no clock.

`paper.Paper` is the whole input. `docx`, `pdf`, `xlsx`, `html` and `fields` each turn it into one form,
`parse` reads the same figures back out of all of them. `status_form` makes and reads the Word form for
leaders who never sign in. Nothing is imported here: typst is heavy and belongs to the job that needs it.
"""
