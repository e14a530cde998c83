"""One small file per document format: bytes in, `Content` out, `DocumentError` when there is no text to be had."""
