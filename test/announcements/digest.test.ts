import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, it } from "vitest";
import { hexDigest, urlDigest } from "../../src/announcements/digest.ts";

it("digests as Node does", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const hash = createHash("sha256").update(text, "utf8");
      const bytes = hash.digest();
      expect(hexDigest(text, 10)).toBe(bytes.toString("hex").slice(0, 10));
      expect(urlDigest(text, 25)).toBe(bytes.toString("base64url").slice(0, 25));
    }),
  );
});
