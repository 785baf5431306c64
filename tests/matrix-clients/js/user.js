// Somebody at a matrix-js-sdk client, with cross-signing of their own, who hears and tells only
// devices that their owners have signed ("exclude insecure devices" in Element).
//
// Spoken to like `nio/user.py`. Of what was encrypted, an event says what shield a client shows
// beside it: "none", "grey: why" or "red: why".

import { createInterface } from "node:readline";

// Node 22 has it, and matrix-js-sdk counts on it.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new this((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
};

// Standard output is for what the client tells.
for (const level of ["debug", "info", "log", "trace", "warn"]) {
  console[level] = () => {};
}

const sdk = await import("matrix-js-sdk");
const { EventShieldColour, EventShieldReason, OnlySignedDevicesIsolationMode } = await import(
  "matrix-js-sdk/lib/crypto-api/index.js"
);

const tell = (line) => process.stdout.write(JSON.stringify(line) + "\n");

async function shown(client, event) {
  const encrypted = event.isEncrypted();
  let shield = null;
  if (encrypted && !event.isDecryptionFailure()) {
    const info = await client.getCrypto().getEncryptionInfoForEvent(event);
    const { shieldColour: colour, shieldReason: reason } = info ?? {};
    shield = info === null ? "unknown" : EventShieldColour[colour].toLowerCase();
    if (reason !== null && reason !== undefined) {
      shield += `: ${EventShieldReason[reason]}`;
    }
  }
  return {
    room: event.getRoomId(),
    id: event.getId() ?? "", // an invite has none
    sender: event.getSender(),
    kind: event.isDecryptionFailure() ? "m.room.encrypted" : event.getType(),
    content: event.isDecryptionFailure() ? { why: event.decryptionFailureReason } : event.getContent(),
    state_key: event.getStateKey() ?? null,
    encrypted,
    read: !event.isDecryptionFailure(),
    shield,
  };
}

class User {
  #client;
  // What is seen is told in the order in which it came.
  #telling = Promise.resolve();

  constructor(client) {
    this.#client = client;
    client.on(sdk.RoomEvent.Timeline, (event, _room, toStart) => toStart || this.#sees(event));
    client.on(sdk.RoomMemberEvent.Membership, (event, member) => {
      if (member.userId === client.getUserId() && member.membership === "invite") {
        this.#sees(event, "invite");
      }
    });
  }

  #sees(event, kind) {
    this.#telling = this.#telling.then(async () => {
      await this.#client.decryptEventIfNeeded(event);
      const told = await shown(this.#client, event);
      tell({ event: kind ? { ...told, kind } : told });
      if (event.isDecryptionFailure()) {
        // A key may come after what it opens.
        event.once(sdk.MatrixEventEvent.Decrypted, () => this.#sees(event));
      }
    });
  }

  async #until(holds) {
    while (!holds()) {
      await new Promise((resolve) => this.#client.once(sdk.ClientEvent.Sync, resolve));
    }
  }

  async room({ invite, encrypted, is_direct, trusted, name }) {
    const encryption = {
      type: "m.room.encryption",
      state_key: "",
      content: { algorithm: "m.megolm.v1.aes-sha2" },
    };
    const { room_id: room } = await this.#client.createRoom({
      is_direct,
      invite,
      name,
      preset: trusted ? "trusted_private_chat" : "private_chat",
      initial_state: encrypted ? [encryption] : [],
    });
    await this.#until(() => this.#client.getRoom(room));
    return room;
  }

  async join({ room }) {
    await this.#client.joinRoom(room);
    await this.#until(() => this.#client.getRoom(room)?.getMyMembership() === "join");
    return room;
  }

  async say({ room, text }) {
    return this.send({ room, kind: "m.room.message", content: { msgtype: "m.text", body: text } });
  }

  async send({ room, kind, content }) {
    return (await this.#client.sendEvent(room, kind, content)).event_id;
  }

  async redact({ room, event }) {
    return (await this.#client.redactEvent(room, event)).event_id;
  }

  async invite({ room, user }) {
    await this.#client.invite(room, user);
  }

  async leave({ room }) {
    await this.#client.leave(room);
  }

  // How the devices of somebody stand: which of them their owner has signed.
  async devices({ user }) {
    const crypto = this.#client.getCrypto();
    const devices = (await crypto.getUserDeviceInfo([user], true)).get(user) ?? new Map();
    const told = [];
    for (const id of devices.keys()) {
      const status = await crypto.getDeviceVerificationStatus(user, id);
      told.push({ id, signed: status?.signedByOwner ?? false });
    }
    return told;
  }
}

const input = createInterface({ input: process.stdin });
// Nobody is left to do anything for, whatever it waits for.
input.on("close", () => process.exit(0));
const lines = input[Symbol.asyncIterator]();
const who = JSON.parse((await lines.next()).value);
const alone = sdk.createClient({ baseUrl: who.homeserver });
const login = await alone.loginRequest({
  type: "m.login.password",
  identifier: { type: "m.id.user", user: who.user },
  password: who.password,
  initial_device_display_name: "js",
});
const client = sdk.createClient({
  baseUrl: who.homeserver,
  userId: login.user_id,
  deviceId: login.device_id,
  accessToken: login.access_token,
});
await client.initRustCrypto({ useIndexedDB: false });
const crypto = client.getCrypto();
crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
const user = new User(client);
await client.startClient({ initialSyncLimit: 500, pendingEventOrdering: "detached" });
await new Promise((resolve, reject) =>
  client.on(sdk.ClientEvent.Sync, (state, _, data) => {
    if (state === "PREPARED") resolve();
    if (state === "ERROR" && !data?.error?.isRetryable) process.stderr.write(`sync: ${data?.error}\n`);
  }),
);
await crypto.bootstrapCrossSigning({
  authUploadDeviceSigningKeys: (request) =>
    request({
      type: "m.login.password",
      identifier: { type: "m.id.user", user: who.user },
      password: who.password,
    }),
});
tell({ ready: login.device_id });

for await (const line of lines) {
  const { id, do: name, ...rest } = JSON.parse(line);
  try {
    tell({ id, done: (await user[name](rest)) ?? null });
  } catch (error) {
    tell({ id, failed: String(error?.stack ?? error) });
  }
}
