"""A person's own sign-ins, and what others did to the account."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Router, Status

from jindan.server.accounts import changes, sign_ins
from jindan.server.accounts.models import AccountChange, SignIn
from jindan.server.accounts.schemas import AccountChangeOut, SignInRowOut
from jindan.server.accounts.security import person, session_key, signed_in_to_enrol
from jindan.server.kit.pagination import Page, PageOut, Paging, page
from jindan.server.kit.schemas import PROBLEMS

sessions_router = Router(tags=["sign-in"], auth=signed_in_to_enrol)


@sessions_router.get("/me/sessions", response={200: PageOut[SignInRowOut], **PROBLEMS})
def list_sessions(request: HttpRequest, paging: Paging) -> Page[SignInRowOut]:
    """List where you are signed in, newest first."""
    current = session_key(request)
    rows = page(sign_ins.visible_to(person(request)), cursor=paging.cursor, size=paging.size)
    return rows.each(lambda row: _sign_in_out(row, current=current))


@sessions_router.delete("/me/sessions", response={204: None, **PROBLEMS})
def end_other_sessions(request: HttpRequest) -> Status[None]:
    """End every session of yours but this one."""
    sign_ins.end_others(person(request), session_key=session_key(request))
    return Status(204, None)


@sessions_router.delete("/me/sessions/{session_id}", response={204: None, **PROBLEMS})
def end_session(request: HttpRequest, session_id: UUID) -> Status[None]:
    """End one session of yours. Its tokens are refused from now on."""
    user = person(request)
    sign_ins.end(get_object_or_404(sign_ins.visible_to(user), pk=session_id), by=user)
    return Status(204, None)


@sessions_router.get("/me/account-changes", response={200: PageOut[AccountChangeOut], **PROBLEMS})
def list_account_changes(request: HttpRequest, paging: Paging) -> Page[AccountChangeOut]:
    """List what others did to your account, newest first."""
    rows = page(changes.visible_to(person(request)), cursor=paging.cursor, size=paging.size)
    return rows.each(_change_out)


@sessions_router.post(
    "/me/account-changes/{account_change_id}/seen", response={204: None, **PROBLEMS}
)
def mark_account_change_seen(request: HttpRequest, account_change_id: UUID) -> Status[None]:
    """Note that you have seen what was done to your account."""
    changes.mark_seen(get_object_or_404(changes.visible_to(person(request)), pk=account_change_id))
    return Status(204, None)


def _sign_in_out(row: SignIn, *, current: str) -> SignInRowOut:
    return SignInRowOut(
        id=row.pk,
        device=row.device,
        address=row.address,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        is_current=row.session_key == current,
    )


def _change_out(change: AccountChange) -> AccountChangeOut:
    by = change.by
    return AccountChangeOut(
        id=change.pk,
        what=change.what,
        by=(by.name or by.email) if by else None,
        created_at=change.created_at,
        seen_at=change.seen_at,
    )
