"""The bundled weights, with their card, licences and checksums."""
