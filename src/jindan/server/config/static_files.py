"""The policy of the web app's files: it is the same whether a page comes from its address or as a static file."""

from wsgiref.headers import Headers

# Mantine sets inline styles on elements, but there are no inline scripts. The viewer loads blobs, and makes workers of
# them.
ONLY_THE_APP = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)


def add_policy(headers: Headers, path: str, url: str) -> None:
    """Add the app's policy to a static file that a browser shows as a page. Whitenoise calls this for each file."""
    if headers.get("Content-Type", "").startswith("text/html"):
        headers["Content-Security-Policy"] = ONLY_THE_APP
        headers["Referrer-Policy"] = "no-referrer"
