import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/** A key of 32 bytes. Its id follows from it, so that nobody has to give it one; it tells nothing of the key. */
export interface EncryptionKey {
  readonly id: string;
  readonly key: KeyObject;
}

export const ENCRYPTION_KEYS_EXPECTED =
  "one or more keys of 32 bytes, each as 64 hex digits or in base64, separated by commas, the one that encrypts first";

const CIPHER = "aes-256-gcm";
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The keys of a setting, the one that encrypts first; null when one of them is none. */
export function parseEncryptionKeys(raw: string): readonly EncryptionKey[] | null {
  const keys = raw.split(",").map((text) => keyOf(text.trim()));
  return keys.every((key) => key !== null) ? keys : null;
}

function keyOf(text: string): EncryptionKey | null {
  const bytes = bytesOf(text);
  if (bytes?.length !== KEY_BYTES) return null;
  const id = createHash("sha256").update("rollcall key id").update(bytes).digest("hex").slice(0, 8);
  return { id, key: createSecretKey(bytes) };
}

function bytesOf(text: string): Buffer | null {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, "hex");
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) ? Buffer.from(text, "base64") : null;
}

/** Keeps secrets at rest: AES-256-GCM, bound to the row they are in, so that none can stand in for another. */
export interface Vault {
  /** `row` names the row, and is needed again to open it. */
  seal(secret: string, row: string): string;
  /** Throws with the name of the row and what to do; never with the secret. */
  open(sealed: string, row: string): string;
  /** True when it is sealed with the key that encrypts now. */
  isNewest(sealed: string): boolean;
}

/** `1.<id of the key>.<iv>.<tag>.<encrypted>`, the last three in base64url. */
const SEALED = /^1\.([0-9a-f]{8})\.([\w-]+)\.([\w-]+)\.([\w-]+)$/;

export function isSealed(text: string): boolean {
  return SEALED.test(text);
}

export function createVault(keys: readonly EncryptionKey[]): Vault {
  const [newest] = keys;
  const known = new Map(keys.map(({ id, key }) => [id, key]));
  return {
    seal(secret, row) {
      if (!newest) throw new Error(`${row} cannot be written: ENCRYPTION_KEYS is not set.`);
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(CIPHER, newest.key, iv).setAAD(bound(row));
      const encrypted = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
      const parts = [iv, cipher.getAuthTag(), encrypted].map((part) => part.toString("base64url"));
      return ["1", newest.id, ...parts].join(".");
    },
    open(sealed, row) {
      const [, id = "", iv = "", tag = "", encrypted = ""] = SEALED.exec(sealed) ?? [];
      const key = known.get(id);
      if (!key) {
        throw new Error(
          `${row} is encrypted with the key ${id || "of another version"}, which ENCRYPTION_KEYS does not have: add that key again.`,
        );
      }
      try {
        const decipher = createDecipheriv(CIPHER, key, bytes(iv), { authTagLength: TAG_BYTES })
          .setAAD(bound(row))
          .setAuthTag(bytes(tag));
        return Buffer.concat([decipher.update(bytes(encrypted)), decipher.final()]).toString("utf8");
      } catch {
        throw new Error(`${row} was altered, or is a copy of another row: delete it, and install again.`);
      }
    },
    isNewest: (sealed) => SEALED.exec(sealed)?.[1] === newest?.id,
  };
}

/** What is authenticated beside the secret: it opens in its own row only. */
function bound(row: string): Buffer {
  return Buffer.from(row);
}

function bytes(text: string): Buffer {
  return Buffer.from(text, "base64url");
}
