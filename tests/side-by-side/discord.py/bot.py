"""Answers every command with the message it was given, and keeps nothing."""

import functools
import json
import os

import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

URL = yarl.URL(os.environ["DISCORD_URL"])
# The library has no setting for these, nor for an uncompressed gateway.
Route.BASE = str(URL / "api/v10")
# Under another name than the API's, as at Discord: else a connection of the API is used for it.
DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL.build(scheme="ws", host="localhost", port=URL.port, path="/")
DiscordWebSocket.from_client = functools.partial(DiscordWebSocket.from_client, compress=False)
# The library asks for its application by an older name, which the fake does not know.
HTTPClient.application_info = lambda http: http.request(Route("GET", "/applications/@me"))

with open(os.environ["ANSWER"], encoding="utf-8") as file:
    ANSWER = json.load(file)


class Bot(discord.Client):
    def __init__(self):
        super().__init__(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.view = None

    async def setup_hook(self):
        # The library leaves this out where it answers interactions.
        self.http._HTTPClient__session.headers["User-Agent"] = self.http.user_agent
        self.view = discord.ui.View(timeout=None)
        for number, row in enumerate(ANSWER["components"]):
            for button in row["components"]:
                style = discord.ButtonStyle(button["style"])
                item = discord.ui.Button(style=style, label=button["label"], custom_id=button["custom_id"], row=number)
                self.view.add_item(item)
        await self.tree.sync()


bot = Bot()


@bot.tree.command(description="Look back at an interview")
@app_commands.describe(length="How long")
async def debrief(interaction: discord.Interaction, length: str):
    await interaction.response.send_message(ANSWER["content"], view=bot.view, ephemeral=True)


bot.run(os.environ["DISCORD_TOKEN"])
