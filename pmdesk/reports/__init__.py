"""Reports: a review becomes blocks, and blocks become a PDF or Markdown.

``publisher.py`` is the way in. The only room that knows reportlab, markdown and pypdfium2.
"""

from __future__ import annotations
