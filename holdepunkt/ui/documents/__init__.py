"""What every document shares, in Word and in PDF: styles, typesetting, clean text. Heavy: for jobs, not web workers.

Nothing is imported here: typst and python-docx belong to the job that needs them.
"""
