"""A browser that signs in at the identity provider of `openid_provider`, as the web app does."""

import openid_provider

AT = "/auth/identity-provider"
ADDRESS = "kim@hospital.example"


def began(browser):
    answer = browser.post(f"{AT}/begin")
    assert answer.status_code == 200, answer.content
    return answer.json()


def completed(browser, begun, said, **changed):
    given = {"code": said["code"], "state": said["state"], "ticket": begun["ticket"]}
    return browser.post(f"{AT}/complete", given | changed)


def visited(browser, **given):
    """The whole way: begin, the provider's page, and back."""
    begun = began(browser)
    said = openid_provider.visit(begun["authorization_url"], **({"email": ADDRESS} | given))
    return completed(browser, begun, said)
