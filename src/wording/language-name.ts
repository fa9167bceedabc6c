/** What a language is called in another: `languageName("de-DE", "pl")` is `Polnisch`. */
export function languageName(locale: string, code: string): string {
  return new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code;
}
