"""Whose request it is: with a proxy in front, every connection comes from the proxy."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The address that the outermost of our own proxies saw; see the setting PROXIES.

    Each proxy adds an address at the end of X-Forwarded-For, so what a client writes there itself
    stands before those that count. Without a proxy, or where the header has no such address, it is
    the address of the connection.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    if not 0 < settings.PROXIES <= len(hops):
        return connected
    try:
        return str(ip_address(hops[-settings.PROXIES].strip().partition("%")[0]))
    except ValueError:
        return connected
