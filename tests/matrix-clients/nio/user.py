"""Somebody at a matrix-nio client, who does what lines of JSON on standard input say.

The first line says who:

    {"homeserver": "http://…", "user": "@mina:test", "password": "…", "store": "folder"}

After that, {"id": 1, "do": "say", …} is answered by {"id": 1, "done": …} or
{"id": 1, "failed": "why"}, and all that the client sees comes by itself as {"event": …}.
What can be done are the methods of `User` whose names do not begin with an underscore.

The client ends when its input does.
"""

import asyncio
import io
import json
import os
import sys
import time
import traceback
from urllib.parse import quote
from uuid import uuid4

from nio import (
    AsyncClient,
    AsyncClientConfig,
    EphemeralEvent,
    ErrorResponse,
    Event,
    InviteMemberEvent,
    LoginResponse,
    MegolmEvent,
    MessageDirection,
    ReceiptEvent,
    RoomMessage,
    RoomPreset,
    SyncResponse,
    TypingNoticeEvent,
)
from nio.crypto import decrypt_attachment

# More than any test says between two syncs: nothing may be missed for want of a page.
FILTER = {"room": {"timeline": {"limit": 500}}, "presence": {"types": []}}
ENCRYPTION = {
    "type": "m.room.encryption",
    "state_key": "",
    "content": {"algorithm": "m.megolm.v1.aes-sha2"},
}


class Failed(Exception):
    """What was asked for was refused."""


def tell(line: dict) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def told(response):
    if isinstance(response, ErrorResponse):
        raise Failed(f"{type(response).__name__}: {response.status_code} {response.message}")
    return response


class User:
    def __init__(self, client: AsyncClient) -> None:
        self._client = client
        self._synced = asyncio.Condition()
        self._unread: list[MegolmEvent] = []
        self._answered: dict[str, asyncio.Future] = {}
        client.add_event_callback(self._sees, Event)
        client.add_event_callback(self._is_invited, InviteMemberEvent)
        client.add_ephemeral_callback(self._sees_in_passing, EphemeralEvent)
        client.add_response_callback(self._has_synced, SyncResponse)

    # What is seen.

    async def _sees(self, room, event) -> None:
        if isinstance(event, MegolmEvent):
            self._unread.append(event)
        tell({"event": self._shown(room.room_id, event)})
        answered = self._answered.get(room.room_id)
        if answered and not answered.done() and isinstance(event, RoomMessage) and event.sender != self._client.user_id:
            answered.set_result(None)

    def _shown(self, room: str, event) -> dict:
        source = event.source
        unread = isinstance(event, MegolmEvent)
        return {
            "room": room,
            "id": event.event_id,
            "sender": event.sender,
            "kind": source.get("type", ""),
            "content": source.get("content", {}),
            "state_key": source.get("state_key"),
            "encrypted": unread or event.decrypted,
            "read": not unread,
        }

    async def _is_invited(self, room, event) -> None:
        shown = {"room": room.room_id, "id": "", "sender": event.sender, "kind": "invite", "content": event.content}
        tell({"event": {**shown, "state_key": event.state_key, "encrypted": False, "read": True}})

    async def _sees_in_passing(self, room, event) -> None:
        if isinstance(event, TypingNoticeEvent):
            seen = [("m.typing", user, "") for user in event.users]
        elif isinstance(event, ReceiptEvent):
            seen = [("m.receipt", receipt.user_id, receipt.event_id) for receipt in event.receipts]
        else:
            return
        for kind, sender, event_id in seen:
            shown = {"room": room.room_id, "id": event_id, "sender": sender, "kind": kind, "content": {}}
            tell({"event": {**shown, "state_key": None, "encrypted": False, "read": True}})

    async def _has_synced(self, _response) -> None:
        # A key may come after what it opens.
        unread, self._unread = self._unread, []
        for event in unread:
            try:
                opened = self._client.decrypt_event(event)
            except Exception:
                self._unread.append(event)
            else:
                tell({"event": self._shown(event.room_id, opened)})
        async with self._synced:
            self._synced.notify_all()

    async def _until(self, holds) -> None:
        async with self._synced:
            await self._synced.wait_for(holds)

    # What can be done.

    async def room(
        self,
        invite: list,
        encrypted: bool,
        is_direct: bool,
        trusted: bool,
        name: str | None = None,
        before: str | None = None,
    ) -> str:
        response = await self._client.room_create(
            is_direct=is_direct,
            invite=invite,
            name=name,
            preset=RoomPreset.trusted_private_chat if trusted else RoomPreset.private_chat,
            initial_state=[ENCRYPTION] if encrypted else [],
            predecessor={"room_id": before, "event_id": "$none"} if before else None,
        )
        room = told(response).room_id
        await self._knows(room)
        await self._until(lambda: self._client.rooms[room].encrypted == encrypted)
        return room

    async def join(self, room: str) -> str:
        told(await self._client.join(room))
        await self._knows(room)
        return room

    async def _knows(self, room: str) -> None:
        await self._until(lambda: room in self._client.rooms)

    async def say(self, room: str, text: str) -> str:
        return await self.send(room, "m.room.message", {"msgtype": "m.text", "body": text})

    async def edit(self, room: str, event: str, text: str) -> str:
        content = {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": event},
        }
        return await self.send(room, "m.room.message", content)

    async def in_thread(self, room: str, root: str, text: str) -> str:
        relation = {"rel_type": "m.thread", "event_id": root, "is_falling_back": True, "m.in_reply_to": {"event_id": root}}
        content = {"msgtype": "m.text", "body": text, "m.relates_to": relation}
        return await self.send(room, "m.room.message", content)

    async def reply(self, room: str, to: str, text: str) -> str:
        relation = {"m.in_reply_to": {"event_id": to}}
        return await self.send(room, "m.room.message", {"msgtype": "m.text", "body": text, "m.relates_to": relation})

    async def upload(self, room: str, name: str, text: str, says: str | None = None, kind: str = "m.file") -> str:
        """Sends a file or a picture, encrypted where the room is; the words that go along with it, if any."""
        await self._knows(room)
        data, encrypted = text.encode(), self._client.rooms[room].encrypted
        response, keys = await self._client.upload(
            io.BytesIO(data), content_type="text/plain", filename=name, encrypt=encrypted, filesize=len(data)
        )
        url = told(response).content_uri
        content = {"msgtype": kind, "body": says or name, "filename": name, "info": {"size": len(data)}}
        content |= {"file": {**keys, "url": url}} if encrypted else {"url": url}
        return await self.send(room, "m.room.message", content)

    async def react(self, room: str, event: str, key: str) -> str:
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.send(room, "m.reaction", {"m.relates_to": relation})

    async def send(self, room: str, kind: str, content: dict) -> str:
        await self._knows(room)
        if self._client.rooms[room].encrypted:
            # A member without a known device would be left out without a word.
            while self._client.should_query_keys:
                told(await self._client.keys_query())
        response = await self._client.room_send(
            room, kind, content, tx_id=str(uuid4()), ignore_unverified_devices=True
        )
        return told(response).event_id

    async def file(self, content: dict) -> str:
        """The text of the file that a message of this content brings, decrypted where it has to be."""
        if "file" not in content:
            return told(await self._client.download(content["url"])).body.decode()
        file = content["file"]
        body = told(await self._client.download(file["url"])).body
        return decrypt_attachment(body, file["key"]["k"], file["hashes"]["sha256"], file["iv"]).decode()

    async def redact(self, room: str, event: str, reason: str | None = None) -> str:
        return told(await self._client.room_redact(room, event, reason, str(uuid4()))).event_id

    async def state(self, room: str, kind: str, content: dict, state_key: str = "") -> str:
        return told(await self._client.room_put_state(room, kind, content, state_key)).event_id

    async def invite(self, room: str, user: str) -> None:
        told(await self._client.room_invite(room, user))

    async def leave(self, room: str) -> None:
        told(await self._client.room_leave(room))

    async def kick(self, room: str, user: str) -> None:
        told(await self._client.room_kick(room, user))

    async def ban(self, room: str, user: str) -> None:
        told(await self._client.room_ban(room, user))

    async def upgrade(self, room: str, version: str) -> str:
        # By the server, as other clients have it done: nio would make the new room itself.
        path = f"/_matrix/client/v3/rooms/{quote(room)}/upgrade"
        headers = {"Authorization": f"Bearer {self._client.access_token}"}
        response = await self._client.send("POST", path, json.dumps({"new_version": version}), headers)
        answer = await response.json()
        if response.status != 200:
            raise Failed(str(answer))
        new = answer["replacement_room"]
        await self._knows(new)
        return new

    async def rounds(self, room: str, texts: list) -> list:
        """Says each of these once the one before it was answered; how long each answer took, in seconds."""
        took = []
        for text in texts:
            self._answered[room] = asyncio.get_running_loop().create_future()
            began = time.perf_counter()
            await self.say(room, text)
            await self._answered[room]
            took.append(time.perf_counter() - began)
        return took

    async def timeline(self, room: str) -> list:
        """All of a room, from its first event to its last."""
        shown, start = [], ""
        while start is not None:
            page = told(await self._client.room_messages(room, start, direction=MessageDirection.front, limit=500))
            shown += [self._shown(room, event) for event in page.chunk]
            start = page.end
        return shown


class Lines(asyncio.StreamReaderProtocol):
    """Standard input, at whose end nobody is left to do anything for."""

    def eof_received(self) -> None:
        # Whatever it waits for, such as a homeserver that is gone.
        os._exit(0)


async def commands(user: User, lines) -> None:
    async for line in lines:
        command = json.loads(line)
        number, name = command.pop("id"), command.pop("do")
        try:
            if name.startswith("_"):
                raise Failed(f"nobody can {name}")
            tell({"id": number, "done": await getattr(user, name)(**command)})
        except Exception as error:
            traceback.print_exc()
            tell({"id": number, "failed": f"{type(error).__name__}: {error}"})


async def main() -> None:
    lines = asyncio.StreamReader(limit=2**24)
    await asyncio.get_running_loop().connect_read_pipe(lambda: Lines(lines), sys.stdin)
    who = json.loads(await lines.readline())
    config = AsyncClientConfig(encryption_enabled=True, max_timeout_retry_wait_time=1)
    client = AsyncClient(who["homeserver"], who["user"], store_path=who["store"], config=config)
    response = await client.login(who["password"], device_name="nio")
    if not isinstance(response, LoginResponse):
        sys.exit(f"cannot log in: {response}")
    await client.keys_upload()
    user = User(client)
    syncing = asyncio.create_task(client.sync_forever(timeout=30_000, sync_filter=FILTER))
    await client.synced.wait()
    tell({"ready": client.device_id})
    working = asyncio.create_task(commands(user, lines))
    # A client that does not sync any more has failed, whatever it was asked for.
    done, _ = await asyncio.wait([syncing, working], return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
    syncing.cancel()
    await client.close()


asyncio.run(main())
