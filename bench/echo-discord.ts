import { Client, Events, GatewayIntentBits, Partials } from "discord.js";
import { z } from "zod";

const task = z.object({ apiUrl: z.string(), token: z.string() });

/** The least that answers a mention, a command and what is typed in one with discord.js: what is asked of it comes back. */
async function main(): Promise<void> {
  const { apiUrl, token } = task.parse(JSON.parse(process.argv[2] ?? ""));
  const client = new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    partials: [Partials.Channel],
    rest: { api: apiUrl },
  });
  client.on(Events.MessageCreate, async (message) => {
    if (message.author.bot || !message.mentions.users.has(message.client.user.id)) return;
    await message.reply(`You asked: ${message.content}`);
  });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isAutocomplete()) await interaction.respond([]);
    if (interaction.isChatInputCommand()) await interaction.reply(`You used ${interaction.commandName}`);
  });
  client.once(Events.ClientReady, () => process.send?.({ port: 0 }));
  await client.login(token);
}

await main();
