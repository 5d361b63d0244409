"""The composition root: the only room that knows every other and puts them together.

What a start does not need (reports, Markdown, forgiving dates, pages as pictures, Qt for the command
line, the page of a review) is imported when it is first used, and only here.
"""
