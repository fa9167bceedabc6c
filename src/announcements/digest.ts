import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The SHA-256 of `text`. */
export function digestOf(text: string): Uint8Array {
  return sha256(utf8ToBytes(text));
}

export function hexOf(bytes: Uint8Array): string {
  return bytesToHex(bytes);
}

/** The first `length` hex digits of the SHA-256 of `text`. */
export function hexDigest(text: string, length: number): string {
  return hexOf(digestOf(text)).slice(0, length);
}

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** The first `length` characters (at most 42) of the SHA-256 of `text` in base64url. */
export function urlDigest(text: string, length: number): string {
  const bytes = digestOf(text);
  let digits = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 6) {
      bits -= 6;
      digits += DIGITS.charAt((held >> bits) & 63);
    }
    held &= (1 << bits) - 1;
  }
  return digits.slice(0, length);
}
