"""Sessions: signing in, staying signed in, signing out."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from inkwell.accounts import passwords, tokens, usernames
from inkwell.accounts.models import LoginRequest, Session
from inkwell.accounts.signing_keys import SigningKeys
from inkwell.accounts.throttle import SignIn, Throttle
from inkwell.accounts.tokens import AccessToken
from inkwell.accounts.users import User, UserStore
from inkwell.core.errors import Unauthenticated
from inkwell.core.timestamps import now

#: How long a session lasts, however often its token is refreshed.
LIFETIME = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A stored session.

    Args:
        id: unguessable; every token of the session carries it.
        user_id, username: the user who signed in.
        generation: the user's generation when the session began; when the user's has grown, the session is over.
        expires_at: the end of the session, however often its token is refreshed.
        revoked: whether the user signed out.
    """

    id: str
    user_id: str
    username: str
    generation: int
    expires_at: datetime
    revoked: bool = False


class SessionStore(Protocol):
    """Keeps sessions."""

    def add(self, session: SessionRecord) -> None:
        """Store a new session."""

    def find(self, session_id: str) -> SessionRecord | None:
        """The session of that id, or None."""

    def revoke(self, session_id: str) -> None:
        """End a session, if it is there."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """The use cases of sessions.

    Args:
        users: the store of users.
        store: the store of sessions.
        throttle: counts failed sign-ins.
        keys: gives the signing keys as they are at the moment.
    """

    users: UserStore
    store: SessionStore
    throttle: Throttle
    keys: Callable[[], SigningKeys]

    def log_in(self, request: LoginRequest, address: str) -> Session:
        """Start a session for a user who knows the password.

        Args:
            request: the name and the password.
            address: the source address of the request, as the gateway saw it.

        Raises:
            Unauthenticated: unknown user, disabled user or wrong password, in the same words and the same time.
            RateLimited: too many sign-ins have failed, whether or not there is such a user.
        """
        name = usernames.fold(request.username)
        sign_in = SignIn(name, address)
        self.throttle.check(sign_in)
        user = self.users.find(name) if usernames.is_valid(name) else None
        is_right = passwords.verify(request.password, user.password_hash if user else None)
        if user is None or user.disabled or not is_right:
            self.throttle.failed(sign_in)
            raise Unauthenticated("Incorrect username or password")
        # Again: sign-ins that run at once must not learn more than if they came one after the other.
        self.throttle.check(sign_in)
        self.throttle.succeeded(sign_in)
        if passwords.needs_rehash(user.password_hash):
            self.users.rehash(user, passwords.hash_password(request.password))
        session = SessionRecord(
            id=secrets.token_urlsafe(16),
            user_id=user.id,
            username=user.username,
            generation=user.generation,
            expires_at=now() + LIFETIME,
        )
        self.store.add(session)
        return self._response(session)

    def refresh(self, token: AccessToken | None) -> Session:
        """A fresh token of the same session.

        Args:
            token: the token that the caller showed; None for a caller with another credential, such as an API key.

        Raises:
            Unauthenticated: there is no session, or it has ended or was revoked, or its user was disabled or has a
                new password.
        """
        session = self.store.find(token.session_id) if token else None
        if token is None or session is None or session.revoked or session.expires_at <= now():
            raise Unauthenticated
        if session.user_id != token.user_id or not _may_stay(session, self.users.find(session.username)):
            raise Unauthenticated
        return self._response(session)

    def log_out(self, token: AccessToken | None) -> None:
        """End the session of a token; its tokens expire within 15 minutes and cannot be refreshed.

        Args:
            token: the token that the caller showed; None for a caller with another credential.

        Raises:
            Unauthenticated: the caller is not in a session.
        """
        if token is None:
            raise Unauthenticated
        self.store.revoke(token.session_id)

    def _response(self, session: SessionRecord) -> Session:
        token = AccessToken(session.user_id, session.id)
        return Session(access_token=tokens.issue(self.keys(), token, until=session.expires_at))


def _may_stay(session: SessionRecord, user: User | None) -> bool:
    return (
        user is not None and user.id == session.user_id and not user.disabled and user.generation == session.generation
    )
