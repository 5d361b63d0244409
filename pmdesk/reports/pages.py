"""Pages of a PDF as pictures, for the preview in the window."""

from __future__ import annotations

import threading

import pypdfium2


class PdfiumPages:
    """Satisfies PageImages. PDFium is not safe for threads, so one page is made at a time."""

    def __init__(self) -> None:
        """Begin without a document; the last one stays open, since pages come one by one."""
        self._lock = threading.Lock()
        self._bytes = b""
        self._document: pypdfium2.PdfDocument | None = None

    def page(self, pdf: bytes, number: int, width: int) -> tuple[int, int, bytes]:
        """Return (width, height, BGRA bytes) of page ``number`` (from 0), ``width`` pixels wide.

        Raises IndexError for a page that the document does not have.
        """
        with self._lock:
            document = self._opened(pdf)
            if not 0 <= number < len(document):
                raise IndexError(number)
            page = document[number]
            try:
                scale = max(width, 1) / page.get_width()
                bitmap = page.render(scale=scale, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA)
                try:
                    return _packed(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
                finally:
                    bitmap.close()
            finally:
                page.close()

    def close(self) -> None:
        """Let go of the last document."""
        with self._lock:
            self._let_go()

    def _opened(self, pdf: bytes) -> pypdfium2.PdfDocument:
        if self._document is None or (pdf is not self._bytes and pdf != self._bytes):
            self._let_go()
            self._document = pypdfium2.PdfDocument(pdf)
            self._bytes = pdf
        return self._document

    def _let_go(self) -> None:
        if self._document is not None:
            self._document.close()
        self._document, self._bytes = None, b""


def _packed(width: int, height: int, stride: int, data: bytes) -> tuple[int, int, bytes]:
    """Return the pixels without the bytes that fill up each row."""
    if stride == width * 4:
        return width, height, data
    rows = (data[at * stride : at * stride + width * 4] for at in range(height))
    return width, height, b"".join(rows)
