"""A bot on matrix-nio that keeps nothing, and says what it is told: what any other is measured against.

Its first line of standard input says who it is, like that of `user.py`. It joins every room it is
invited to, and answers every text there. It ends when its input does.
"""

import asyncio
import json
import os
import sys
import threading
import time

from nio import AsyncClient, AsyncClientConfig, InviteMemberEvent, LoginResponse, RoomMessageText

FILTER = {"room": {"timeline": {"limit": 50}, "ephemeral": {"types": []}}, "presence": {"types": []}}


def ends_with_its_input() -> None:
    sys.stdin.read()
    os._exit(0)


async def main() -> None:
    who = json.loads(sys.stdin.readline())
    threading.Thread(target=ends_with_its_input, daemon=True).start()
    config = AsyncClientConfig(encryption_enabled=True, store_sync_tokens=True)
    client = AsyncClient(who["homeserver"], who["user"], store_path=who["store"], config=config)
    response = await client.login(who["password"], device_name="echo")
    if not isinstance(response, LoginResponse):
        sys.exit(f"cannot log in: {response}")
    began = time.time() * 1000

    async def invited(room, event) -> None:
        if event.membership == "invite" and event.state_key == client.user_id:
            await client.join(room.room_id)

    async def said(room, event) -> None:
        if event.sender == client.user_id or event.server_timestamp < began:
            return
        content = {"msgtype": "m.notice", "body": event.body, "m.mentions": {}}
        await client.room_send(room.room_id, "m.room.message", content, ignore_unverified_devices=True)

    client.add_event_callback(invited, InviteMemberEvent)
    client.add_event_callback(said, RoomMessageText)
    if client.should_upload_keys:
        await client.keys_upload()
    syncing = asyncio.create_task(client.sync_forever(timeout=30_000, sync_filter=FILTER))
    await client.synced.wait()
    print(json.dumps({"ready": client.device_id}), flush=True)
    await syncing


asyncio.run(main())
