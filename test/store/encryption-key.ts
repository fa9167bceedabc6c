import { type EncryptionKey, parseEncryptionKeys } from "../../adapters/store/vault.ts";

/** A key as the settings take it; each number another. */
export function encryptionKeyText(number: number): string {
  return number.toString(16).padStart(2, "0").repeat(32);
}

export function anEncryptionKey(number: number): EncryptionKey {
  const [key] = parseEncryptionKeys(encryptionKeyText(number)) ?? [];
  if (!key) throw new Error("not a key");
  return key;
}
