"""What Django answers reaches the client as it was meant."""

import asyncio

import h11
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpResponse
from django.test import RequestFactory

from jindan.server.config.serving.answers import answer_of


class BakingCookies(WSGIHandler):
    """Django, with one view that sets two cookies."""

    def get_response(self, request):
        response = HttpResponse("baked")
        response.set_cookie("first", "1", httponly=True, samesite="Strict")
        response.set_cookie("second", "2")
        return response


def test_cookies_are_sent():
    """h11 refuses a value that begins with a space, as Django writes those of cookies."""
    events = []

    async def send(event):
        events.append(event)

    answer = answer_of(BakingCookies(), RequestFactory().get("/").environ)
    asyncio.run(answer.send_whole(send))
    sent = h11.Response(status_code=events[0]["status"], headers=events[0]["headers"])
    cookies = [value for name, value in sent.headers if name == b"set-cookie"]
    assert cookies == [b"first=1; HttpOnly; Path=/; SameSite=Strict", b"second=2; Path=/"]
