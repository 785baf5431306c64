// Answers every command with the message it was given, and keeps nothing.
const { readFileSync } = require("node:fs");
const { ApplicationCommandOptionType, Client, Events, GatewayIntentBits, MessageFlags } = require("discord.js");

const { content, components } = JSON.parse(readFileSync(process.env.ANSWER, "utf8"));
const answer = { content, components, flags: MessageFlags.Ephemeral, allowedMentions: { parse: [] } };
const length = { type: ApplicationCommandOptionType.String, name: "length", description: "How long" };
const debrief = { name: "debrief", description: "Look back at an interview", options: [length] };

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  rest: { api: `${process.env.DISCORD_URL}/api` },
});
client.once(Events.ClientReady, () => client.application.commands.set([debrief]));
client.on(Events.InteractionCreate, (interaction) => interaction.reply(answer));
client.login(process.env.DISCORD_TOKEN);
