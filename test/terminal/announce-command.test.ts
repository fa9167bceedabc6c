import { describe, expect, it } from "vitest";
import { type AnnounceCommand, readAnnounceCommand } from "../../adapters/terminal/announce-command.ts";

const SOUND: ReadonlyArray<[line: string, command: AnnounceCommand]> = [
  ["--plan", { kind: "plan" }],
  ["--status", { kind: "status" }],
  ["--adopt", { kind: "adopt" }],
  ["--approve b27503604ec5", { kind: "approve", hash: "b27503604ec5", wait: false }],
  ["--approve b27503604ec5 --wait", { kind: "approve", hash: "b27503604ec5", wait: true }],
  ["--retry", { kind: "retry", key: null, wait: false }],
  ["--retry KEY --wait", { kind: "retry", key: "KEY", wait: true }],
  ["--settle KEY sent", { kind: "settle", key: "KEY", verdict: "sent" }],
  ["--settle KEY again", { kind: "settle", key: "KEY", verdict: "again" }],
  ["--test C0123456789", { kind: "test", to: { platform: "slack", channel: "C0123456789" } }],
  ["--test 112233445566778899", { kind: "test", to: { platform: "discord", channel: "112233445566778899" } }],
  ["--plan --help", { kind: "help" }],
];
const WRONG: ReadonlyArray<[line: string, told: RegExp]> = [
  ["", /Give one of/],
  ["--plan --status", /Give one of/],
  ["--retry --test C0123456789", /Give one of/],
  ["--plan more", /"more"/],
  ["--retry one two", /"two"/],
  ["--settle KEY", /sent.*again/],
  ["--settle KEY perhaps", /sent.*again/],
  ["--test general", /no channel id/],
  ["--plan --wait", /--wait goes with/],
  ["--unheard-of", /unheard-of/],
];

describe("npm run announce", () => {
  for (const [line, command] of SOUND) {
    it(`reads ${line}`, () => expect(readAnnounceCommand(line.split(" "))).toEqual(command));
  }
  for (const [line, told] of WRONG) {
    it(`says what is wrong with "${line}"`, () => {
      const read = readAnnounceCommand(line.split(" ").filter(Boolean));
      expect("wrong" in read && read.wrong).toMatch(told);
    });
  }
});
