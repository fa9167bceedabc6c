import { createServer } from "node:http";

/** Both platforms as far as a fan-out needs them: all that is posted is taken at once, and counted. */
const SELF = "100000000000000001";

let posted = 0;

function answer(path: string): object {
  if (path.endsWith("/auth.test")) return { ok: true, team_id: "T1", user_id: "U1", bot_id: "B1" };
  if (path.endsWith("/users/@me")) return { id: SELF };
  posted += 1;
  const number = String(posted).padStart(6, "0");
  if (path.endsWith("/chat.postMessage")) return { ok: true, ts: `1700000000.${number}` };
  if (path.endsWith("/messages")) return { id: `200000000000${number}` };
  throw new Error(`Nobody should ask for ${path}.`);
}

const server = createServer((request, response) => {
  request.resume().once("end", () => {
    const body = JSON.stringify(answer(request.url ?? ""));
    response.setHeader("content-type", "application/json").end(body);
  });
});

process.on("disconnect", () => process.exit(1));
process.once("message", () => process.send?.(posted, () => process.exit(0)));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object") process.send?.(`http://127.0.0.1:${address?.port}`);
});
